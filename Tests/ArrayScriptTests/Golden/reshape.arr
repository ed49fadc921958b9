x = np.arange(10)
y = x.reshape(3, 4)
z = x.reshape(-1, 3)
