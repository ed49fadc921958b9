# -i x=np.ones((100, 90))
y = np.roll(x, 7)
z = y + 1
