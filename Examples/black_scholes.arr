# Prices of European options (Black and Scholes 1973).
#
#     arrayc run Examples/black_scholes.arr -i S='random(1000000)' -i K='random(1000000)' -i T='random(1000000)'

S: f64[n]                      # the price of the share today
K: f64[n]                      # the price agreed on
T: f64[n]                      # years until then
r: f64 = 0.02                  # interest a year
v: f64 = 0.3                   # volatility

_d1 = (log(S / K) + (r + v * v / 2) * T) / (v * sqrt(T))
_d2 = _d1 - v * sqrt(T)
_N1 = 0.5 * (1 + erf(_d1 / sqrt(2)))
_N2 = 0.5 * (1 + erf(_d2 / sqrt(2)))
call = S * _N1 - K * exp(-r * T) * _N2
put = call - S + K * exp(-r * T)
