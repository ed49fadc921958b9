# -i x=np.ones((3, 8))
p = softmax(x, axis=1)
