# Call and put prices: a logarithm, an exponential, a root and two error functions a row.
# sizes: 100 10000 1000000 5000000
# dtypes: f32 f64
# peers: f32/1000000 f64/1000000 f64/5000000
S: f32[n]
K: f32[n]
T: f32[n]
r: f32 = 0.02
v: f32 = 0.3
_d1 = (np.log(S / K) + (r + v * v / 2) * T) / (v * np.sqrt(T))
_d2 = _d1 - v * np.sqrt(T)
_N1 = 0.5 * (1 + erf(_d1 / 2**0.5))
_N2 = 0.5 * (1 + erf(_d2 / 2**0.5))
_discounted = K * np.exp(-r * T)
call = S * _N1 - _discounted * _N2
put = call - S + _discounted
