# -i x=np.arange(300.0) -i y=np.arange(200.0)
out = np.sum(np.abs(x[:, None] - y))
