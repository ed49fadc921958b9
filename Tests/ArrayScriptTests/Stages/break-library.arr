# -i x=np.ones((4, 4))
y = (x + 1) @ x + 2
