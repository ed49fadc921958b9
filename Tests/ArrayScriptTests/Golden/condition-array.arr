x: f64[n]
y = x if x > 0 else -x
a = x > 0 and x < 1
b = not x
