# Two reads and a write for two operations: what memory allows.
# sizes: 100 10000 1000000 10000000
# dtypes: f32 f64
# peers: f32/10000 f64/10000 f32/1000000 f64/1000000 f32/10000000 f64/10000000 f32/50000000 f64/50000000
x: f32[n]
y: f32[n]
out = 2.5 * x + y
