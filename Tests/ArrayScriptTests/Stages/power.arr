# -i x=np.ones(8)
y = x ** 3 + x ** 0.5 + x ** -1 + x ** 2.5
