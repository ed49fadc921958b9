# A power that is no whole number.
# sizes: 100 10000 1000000
# dtypes: f32 f64
# peers: f32/1000000 f64/1000000
x: f32[n]
out = x**1.7
