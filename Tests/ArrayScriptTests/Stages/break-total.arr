# -i x=np.ones((1000, 1000))
y = x / x.sum()
