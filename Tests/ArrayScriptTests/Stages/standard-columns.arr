# -i x=np.ones((6, 4))
y = (x - x.mean(axis=0)) / x.std(axis=0)
