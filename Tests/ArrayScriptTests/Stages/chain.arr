# -i x=np.ones(8):f32 -i w=np.ones(8):f32
y = (x * w + 1) * (x - w) / 2
