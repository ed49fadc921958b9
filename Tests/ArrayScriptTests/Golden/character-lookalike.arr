k = a − b
