y = b"raw"
z = "\xg1"
