# -i x=np.ones(200000)
c = np.cumsum(np.exp(-x))
