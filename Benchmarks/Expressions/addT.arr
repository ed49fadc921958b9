# A matrix and a transposed one: no common order of memory.
# sizes: 10x10 100x100 1000x1000 4096x4096
# dtypes: f32
# peers: f32/4096x4096
A: f32[m, n]
B: f32[n, m]
out = A + B.T
