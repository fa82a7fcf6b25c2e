"""softplus(x) = ln(1 + exp(x))"""

from sympy import exp, log

from symbp.language import Function, X

FUNCTION = Function("softplus", log(1 + exp(X)), r"\mathrm{softplus}")
