S: f64[n]
mean = S.sum() / n
