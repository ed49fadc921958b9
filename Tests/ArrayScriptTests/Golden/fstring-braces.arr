y = f"{x"
z = f"{}"
w = f"}"
