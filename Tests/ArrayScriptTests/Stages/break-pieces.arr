# -i x=np.ones((100, 90))
m = np.stack([x * 2, x * 3], axis=1)
s = np.sum(x * 2)
