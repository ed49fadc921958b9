x: f64[n, 4]
y = x.sum(axis=2)
z = np.max(x, axis=(0, 5))
