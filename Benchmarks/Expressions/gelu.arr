# An activation in its tanh form.
# sizes: 100 10000 1000000
# dtypes: f32
# peers: f32/1000000
x: f32[n]
out = 0.5 * x * (1 + np.tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)))
