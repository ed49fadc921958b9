k = a + b
