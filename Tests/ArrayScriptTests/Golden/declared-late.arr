x = 3
x: f64[n]
