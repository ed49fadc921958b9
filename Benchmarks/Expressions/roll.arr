# One step of heat on a torus: a five-point stencil by rolls.
# sizes: 10x10 100x100 2000x2000
# dtypes: f32 f64
# peers: f64/2000x2000
A: f64[m, n]
_near = np.roll(A, 1, axis=0) + np.roll(A, -1, axis=0) + np.roll(A, 1, axis=1) + np.roll(A, -1, axis=1)
out = A + 0.125 * (_near - 4.0 * A)
