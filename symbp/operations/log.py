"""log(x), the natural logarithm of a positive number"""

from symbp.language import LOG

FUNCTION = LOG
