# -i x=np.ones((4, 4))
_y = exp(x)
a = _y + _y.T
