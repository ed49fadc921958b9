# A logarithm of an exponential.
# sizes: 100 10000 1000000
# dtypes: f32 f64
# peers: f32/1000000 f64/1000000
x: f32[n]
out = np.log1p(np.exp(x))
