y = f"{x!q}"
z = f"{a b}"
