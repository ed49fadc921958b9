# One read, one number.
# sizes: 100 10000 1000000 10000000
# dtypes: f32 f64
x: f32[n]
out = np.sum(x)
