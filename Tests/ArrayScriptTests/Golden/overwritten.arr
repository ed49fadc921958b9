x: f64[n]
y = x
x += 1
z = y * 2
