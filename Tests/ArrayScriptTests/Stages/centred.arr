# -i A=np.ones((6,4))
A: f64[m, n]
y = A - np.mean(A, axis=0) - np.mean(A, axis=1, keepdims=True)
