# A polynomial as people write it, with `**`.
# sizes: 100 10000 1000000 10000000
# dtypes: f32 f64
# peers: f32/10000 f64/10000 f32/1000000 f64/1000000 f32/10000000 f64/10000000
x: f32[n]
out = 0.25 * x**3 + 0.75 * x**2 - 1.5 * x - 2
