e = 'text
