# -i x=np.ones((3, 8))
s = (x * 2 + 1).sum()
