x.shape = (2, 3)
