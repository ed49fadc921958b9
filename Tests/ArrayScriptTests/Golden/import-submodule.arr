import numpy.linalg as la
