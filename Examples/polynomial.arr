# A polynomial by Horner's rule, and its derivative: two outputs of one kernel.
#
#     arrayc run Examples/polynomial.arr -i x='np.linspace(-1, 1, 5)'

x: f64[n]

y = ((((0.5 * x - 1.25) * x + 2.0) * x - 0.75) * x + 3.0) * x - 1.0
slope = (((2.5 * x - 5.0) * x + 6.0) * x - 1.5) * x + 3.0
