x: f64[n]
m = np.where(x > 0)
