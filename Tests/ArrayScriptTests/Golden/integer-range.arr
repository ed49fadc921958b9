x: u8[n]
a = x + 300
b = x + -1
c = x == 300
