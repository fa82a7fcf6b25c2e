"""silu(x) = x / (1 + exp(-x))"""

from sympy import exp

from symbp.language import Function, X

FUNCTION = Function("silu", X / (1 + exp(-X)), r"\mathrm{SiLU}")
