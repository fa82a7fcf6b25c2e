"""f(x) = x"""

from symbp.language import Function, X

FUNCTION = Function("identity", X, r"\mathrm{id}")
