# Pixels to brightness: three elements from one to the next.
# sizes: 100x3 1000000x3
# dtypes: f32
A: f32[m, n]
out = 0.299 * A[:, 0] + 0.587 * A[:, 1] + 0.114 * A[:, 2]
