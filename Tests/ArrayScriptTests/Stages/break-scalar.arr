# -i x=np.ones(8)
_s = x.max()
y = x * (_s + 1)
