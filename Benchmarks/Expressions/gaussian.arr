# The normal density: an exponential.
# sizes: 100 10000 1000000 10000000
# dtypes: f32 f64
x: f32[n]
out = np.exp(-0.5 * x * x) / (2 * np.pi) ** 0.5
