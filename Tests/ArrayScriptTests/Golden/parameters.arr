def f(x, x):
    return x
def g(*a):
    return a
def h(a=1, b):
    return a
