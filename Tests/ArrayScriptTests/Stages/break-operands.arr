# -i x=np.ones((4, 4))
_r = x.sum(axis=1)
_q = x.max(axis=0)
y = _r + _q
z = x + _r * _q
