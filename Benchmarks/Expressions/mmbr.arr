# A layer of a network: a product of matrices, a bias, the positive part.
# sizes: 10x10x10 100x100x100 1024x1024x1024
# dtypes: f32
# peers: f32/1024x1024x1024
A: f32[m, k]
W: f32[k, n]
b: f32[n]
out = np.maximum(A @ W + b, 0)
