x: f64[n]
y = x + pl
z = sqroot(x)
w = something
