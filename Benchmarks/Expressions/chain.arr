# A chain of eight cheap operations: what fusion alone buys.
# sizes: 100 10000 1000000 10000000
# dtypes: f32
x: f32[n]
y: f32[n]
out = np.abs((((x + y) * x - y) * 0.5 + x) * y - 1.5)
