"""y = x^p, element by element, for a fixed number p"""

from fractions import Fraction

from symbp.language import Block, Quantity, Role


def define(block: Block, x: Quantity, exponent: int | Fraction = 3) -> Quantity:
    """A power of every element; x has to be positive where the exponent is no whole number."""
    return block.define("y", x.indices, x() ** exponent, Role.ACTIVATION)
