x: f64[n]
y = x.meen()
z = x.exp()
w = [1, 2].sum()
