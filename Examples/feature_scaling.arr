# Columns of a table brought to mean 0 and standard deviation 1, and to the range from 0 to 1.
#
#     arrayc run Examples/feature_scaling.arr -i X=Examples/data/iris.csv

X: f64[n, m]

_mean = X.mean(axis=0)
_std = X.std(axis=0)
standard = (X - _mean) / _std
_low = X.min(axis=0)
unit = (X - _low) / (X.max(axis=0) - _low)

print(f"{X.shape[0]} rows of {X.shape[1]} features")
print("mean", _mean)
print("standard deviation", _std)
print("first rows, standardised")
print(standard[:3])
print("first rows, from 0 to 1")
print(unit[:3])
