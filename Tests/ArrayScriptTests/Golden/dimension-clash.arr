A: f64[n, 3]
B: f64[n, n]
C = A + B
