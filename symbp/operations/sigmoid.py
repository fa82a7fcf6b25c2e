"""sigma(x) = 1 / (1 + exp(-x))"""

from sympy import exp

from symbp.language import Function, X

FUNCTION = Function("sigmoid", 1 / (1 + exp(-X)), r"\sigma")
