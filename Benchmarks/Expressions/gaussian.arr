# The normal density: an exponential.
# sizes: 100 10000 1000000 10000000
# dtypes: f32 f64
# peers: f32/10000 f64/10000 f32/1000000 f32/10000000 f64/10000000
x: f32[n]
out = np.exp(-0.5 * x * x) / (2 * np.pi) ** 0.5
