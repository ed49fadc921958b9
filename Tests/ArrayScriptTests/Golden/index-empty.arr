y = x[]
