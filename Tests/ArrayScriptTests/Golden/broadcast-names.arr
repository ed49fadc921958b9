x: f64[n]
y: f64[m]
z = x + y
w = z * 2
