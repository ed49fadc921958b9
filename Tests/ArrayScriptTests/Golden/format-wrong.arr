x: f64[n]
print(f"{x:.3f}")
print(f"{x.sum():d}")
print(f"{3:zz}")
