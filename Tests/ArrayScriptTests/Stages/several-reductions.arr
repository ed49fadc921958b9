# -i x=np.ones((3, 8))
low = x.min(axis=1)
high = x.max(axis=1)
total = (x * x).sum(axis=1)
