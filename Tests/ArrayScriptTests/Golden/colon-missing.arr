if a
    x = 1 2
elif b:
    x = 2
else:
    y = = 3
z = (1
