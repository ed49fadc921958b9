x: f64[n]
a = x * 2
b = a[1:]
a *= 3
