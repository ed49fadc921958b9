y = [1 2]
z = f(a b)
