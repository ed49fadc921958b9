y = a == not b
