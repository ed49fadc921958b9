# Running sums: each element needs the one before it.
# sizes: 100 10000 1000000 10000000
# dtypes: f32 f64
# peers: f32/10000000
x: f32[n]
out = np.cumsum(x)
