# A row added to every row: broadcasting.
# sizes: 10x10 100x100 4096x1024
# dtypes: f32
# peers: f32/4096x1024
A: f32[m, n]
b: f32[n]
out = A + b
