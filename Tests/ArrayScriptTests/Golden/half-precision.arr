k: u8[n]
a = sqrt(k)
