k = $x
