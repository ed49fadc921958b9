# A sine and a cosine.
# sizes: 100 10000 1000000
# dtypes: f32
# peers: f32/1000000
x: f32[n]
out = np.sin(x) ** 2 + np.cos(x) ** 2
