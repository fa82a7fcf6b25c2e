"""leaky_relu(x) = x/100 + 99/100 max(0, x)"""

from sympy import Integer, Max

from symbp.language import Function, X

FUNCTION = Function("leaky_relu", X / 100 + 99 * Max(0, X) / 100, r"\mathrm{LeakyReLU}", kinks=(Integer(0),))
