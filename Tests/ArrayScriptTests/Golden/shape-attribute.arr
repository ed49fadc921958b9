x: f64[n]
a = x.shap
b = x.dtype.nam
