x: f32[n]
m: bool[n]
a = x & m
b = -m
c = x << 1
