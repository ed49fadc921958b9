# Standardising rows: one row at a time in cache.
# sizes: 10x10 100x100 4096x1024
# dtypes: f32
# peers: f32/4096x1024
A: f32[m, n]
out = (A - np.mean(A, axis=1, keepdims=True)) / np.sqrt(np.var(A, axis=1, keepdims=True) + 1e-5)
