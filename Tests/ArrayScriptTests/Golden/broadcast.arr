X: f32[1024, 16]
mean: f32[1000]
std: f32[16]
z = (X - mean) / std
