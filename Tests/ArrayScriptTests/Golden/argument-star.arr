y = f(*a)
z = f(**b)
