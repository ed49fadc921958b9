x: f64[n, 3]
a = x.sum(axis='rows')
b = x.sum(axis=1.5)
c = x.astype(3)
d = np.zeros(2.5)
