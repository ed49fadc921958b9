from numpy import exp
