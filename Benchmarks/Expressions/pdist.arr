# Distances between all pairs of points: a small inner axis.
# sizes: 10x3 100x3 1000x3
# dtypes: f64
# peers: f64/1000x3 f32/512x64
A: f64[m, k]
B: f64[m, k]
out = np.sqrt(np.sum((A[:, None, :] - B[None, :, :]) ** 2, axis=2))
