# A condition and a clip: masks and selections.
# sizes: 100 10000 1000000 10000000
# dtypes: f32
# peers: f32/10000000
x: f32[n]
y: f32[n]
out = np.where(x > 0.5, x * 2, np.clip(y, 0.1, 0.9))
