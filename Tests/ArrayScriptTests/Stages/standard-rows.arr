# -i x=np.ones((3, 8))
y = (x - x.mean(axis=1, keepdims=True)) / x.std(axis=1, keepdims=True)
