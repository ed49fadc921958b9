y = a in b
z = a is None
w = a not in b
