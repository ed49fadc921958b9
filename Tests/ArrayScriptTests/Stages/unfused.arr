# -i x=np.ones(8)
y = exp(x) * 2 + 1
