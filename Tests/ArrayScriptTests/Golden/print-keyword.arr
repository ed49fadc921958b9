print(1, seperator='')
print(1, sep=2)
print(1, flush=True)
y = print(1)
