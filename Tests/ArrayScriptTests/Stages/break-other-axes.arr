# -i x=np.ones((6, 4))
_y = exp(x)
a = _y.sum(axis=0)
b = _y.sum(axis=1)
