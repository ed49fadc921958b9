# -i x=np.ones((6, 4))
a = x.sum(axis=1).max()
