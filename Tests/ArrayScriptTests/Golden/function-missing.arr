x: f64[n]
a = np.median(x)
b = np.diff(x)
c = x.sort()
d = median(x)
e = np.linalg.lstsq(x, x)
f = np.medain(x)
