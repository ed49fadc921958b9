# -i x=np.ones((100, 90)) -i a=np.ones(3000) -i b=np.ones(2000)
y = np.roll(x, 1, axis=0) + np.roll(x, -1, axis=1)
c = np.concatenate([a * 2, b + 1])
