# -i x=np.ones((4, 4))
_m = x.sum(axis=1, keepdims=True)
a = x - _m.T
b = x - _m
