# -i x=np.ones((4096, 30))
y = np.concatenate([x.sum(axis=1), x.max(axis=1)])
