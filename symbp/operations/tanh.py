"""tanh(x) = (exp(x) - exp(-x)) / (exp(x) + exp(-x))"""

from sympy import exp

from symbp.language import Function, X

FUNCTION = Function("tanh", (exp(X) - exp(-X)) / (exp(X) + exp(-X)), r"\tanh")
