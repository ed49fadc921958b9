x = f(a,
  b
y = 3)
z = g(c=1,
d=2)
print(x y)
