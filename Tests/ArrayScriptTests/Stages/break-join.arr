# -i x=np.ones(5000)
s = (np.roll(x, 1) * x).sum()
