x: f64[n]
y = np.meen(x)
z = np.linalg.inverse(x)
w = np.random.rand(3)
