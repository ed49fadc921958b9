# -i x=np.ones(8)
y = exp(x)
z = y + 1
w = y * x
