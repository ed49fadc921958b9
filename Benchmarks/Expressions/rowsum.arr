# Sums along the axis that lies in memory.
# sizes: 10x10 100x100 1000x1000 4096x4096
# dtypes: f32
# peers: f32/4096x4096
A: f32[m, n]
out = np.sum(A, axis=1)
