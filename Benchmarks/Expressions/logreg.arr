# One step of logistic regression: two products of a matrix with a vector, and what lies between.
# sizes: 100x8 1000x64 100000x64
# dtypes: f32
# peers: f32/100000x64
A: f32[m, n]
w: f32[n]
y: f32[m]
_p = 1 / (1 + np.exp(-(A @ w)))
out = w - 0.1 * (A.T @ (_p - y)) / A.shape[0]
