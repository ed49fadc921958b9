y = [i * i for i in x]
z = sum(i for i in x)
