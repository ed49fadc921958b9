x: f64[n]
m = np.mean(x, axes=0)
