x: f64[n]
a = 0 < x < 1
b = x > 0 & x < 1
c = x & 1 == 0
