# Running sums: each element needs the one before it.
# peers: f32/10000000
x: f32[n]
out = np.cumsum(x)
