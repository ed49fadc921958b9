# Vectors of three brought to length 1: rows of a few elements, reduced and used again.
# sizes: 100x3 1000000x3
# dtypes: f32 f64
A: f32[m, n]
out = A / np.sqrt(np.sum(A * A, axis=1, keepdims=True))
