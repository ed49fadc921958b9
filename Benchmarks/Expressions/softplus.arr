# A logarithm of an exponential.
# sizes: 100 10000 1000000
# dtypes: f32 f64
x: f32[n]
out = np.log1p(np.exp(x))
