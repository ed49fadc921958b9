# Every other element: vectors are taken apart.
# sizes: 100 10000 1000000
# dtypes: f32 f64
x: f32[n]
out = x[::2] * 2 + x[1::2]
