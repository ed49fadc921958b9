# A reduction along the rows of a transposed matrix, read the way it lies.
# sizes: 100x100 2000x2000
# dtypes: f32
A: f32[m, n]
out = np.sum(A.T * 2, axis=1)
