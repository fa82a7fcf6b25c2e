"""reciprocal(x) = 1/x, for x other than 0"""

from symbp.language import Function, X

FUNCTION = Function("reciprocal", 1 / X, r"\mathrm{rec}")
