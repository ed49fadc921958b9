x: f64[n]
y = x(1)
z = np.exp + 1
w = np + 1
v = 3(4)
