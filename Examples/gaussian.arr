# The density of the normal distribution.
#
#     arrayc run Examples/gaussian.arr -i x='np.linspace(-3, 3, 7)'

x: f64[n]
mu: f64 = 0.0
sigma: f64 = 1.0

_z = (x - mu) / sigma
density = exp(-0.5 * _z ** 2) / (sigma * sqrt(2 * pi))
