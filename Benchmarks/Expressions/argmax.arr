# The place of the largest element.
# sizes: 100 10000 1000000 10000000
# dtypes: f32
# peers: f32/10000000
x: f32[n]
out = np.argmax(x)
