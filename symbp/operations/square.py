"""square(x) = x^2"""

from symbp.language import Function, X

FUNCTION = Function("square", X**2, r"\mathrm{sq}")
