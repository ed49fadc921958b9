x: f64[n]
m = np.mean(x, 0, axis=0)
