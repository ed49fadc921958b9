import numpy as xp
