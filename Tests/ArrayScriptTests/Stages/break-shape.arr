# -i x=np.ones((6, 4))
_y = x * 2
a = _y + 1
b = _y[:3] + 1
