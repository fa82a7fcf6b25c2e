"""absolute(x) = |x|"""

from sympy import Abs, Integer

from symbp.language import Function, X

FUNCTION = Function("absolute", Abs(X), r"\mathrm{abs}", kinks=(Integer(0),))
