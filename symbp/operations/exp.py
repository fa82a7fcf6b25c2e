"""exp(x)"""

from symbp.language import EXP

FUNCTION = EXP
