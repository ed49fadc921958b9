# -i x=np.ones(8)
y = exp(x * (2 * 3)) + exp(x * 6) + 0 * 1
_unused = sin(x)
