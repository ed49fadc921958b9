class = 3
for = 2
x = y.import
