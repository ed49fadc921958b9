# Each row turned into probabilities, in one sweep a row.
#
#     arrayc run Examples/softmax.arr -i X='normal(1000, 512):f32'

X: f32[rows, classes]

_shifted = X - X.max(axis=1, keepdims=True)
_weights = exp(_shifted)
p = _weights / _weights.sum(axis=1, keepdims=True)
