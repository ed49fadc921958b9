y = 1 + \ # more
    2
