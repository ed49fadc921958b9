a = unknown_thing
b = a + 1
c = b * a
d = also_unknown
