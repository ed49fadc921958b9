# The remainder of a division.
# sizes: 100 10000 1000000
# dtypes: f32 f64
x: f32[n]
out = (x * 10) % 1
