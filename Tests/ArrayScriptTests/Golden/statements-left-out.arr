assert x > 0
del x
global y
raise x
