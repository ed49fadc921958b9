a, b = 1, 2, 3
c, d = 5
x: f64[3]
p, q = x
