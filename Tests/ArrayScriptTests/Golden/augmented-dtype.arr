k: i64[n]
x: f64[n]
k += 0.5
x += np.ones((3, x.shape[0]))
