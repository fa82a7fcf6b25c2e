"""relu(x) = max(0, x)"""

from sympy import Integer, Max

from symbp.language import Function, X

FUNCTION = Function("relu", Max(0, X), r"\mathrm{ReLU}", kinks=(Integer(0),))
