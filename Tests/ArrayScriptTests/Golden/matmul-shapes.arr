A: f64[n, k]
B: f64[m, n]
C = A @ B
