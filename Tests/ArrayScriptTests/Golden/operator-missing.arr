y = a b
