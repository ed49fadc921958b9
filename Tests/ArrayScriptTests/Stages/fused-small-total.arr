# -i x=np.ones((3, 8))
y = x / x.sum()
