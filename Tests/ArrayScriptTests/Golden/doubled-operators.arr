ok = a && b
ko = a || b
