m: bool[n]
a = m - m
