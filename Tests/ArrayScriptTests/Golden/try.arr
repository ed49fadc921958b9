try:
    x = 1
except ValueError:
    x = 2
finally:
    y = 1
z = 3
