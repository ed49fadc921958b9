x: f65[n]
y: c128[n]
z = np.zeros(3, dtype='flaot32')
