x: f64[n, 3]
k: i8[n]
a = sum(x)
b = sum(k)
c = max(x, 0)
d = sum([x, x])
