"""gelu(x) = x/2 (1 + erf(x / sqrt(2)))"""

from sympy import erf, sqrt

from symbp.language import Function, X

FUNCTION = Function("gelu", X / 2 * (1 + erf(X / sqrt(2))), r"\mathrm{GELU}")
