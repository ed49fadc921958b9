ok = !a
