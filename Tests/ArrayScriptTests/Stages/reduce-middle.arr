# -i x=np.ones((2, 3, 4))
s = x.sum(axis=1)
