"""y = a + b, element by element"""

from symbp.language import Block, Quantity, Role


def define(block: Block, left: Quantity, right: Quantity) -> Quantity:
    """The sum of two quantities of the same shape, as at the end of a residual connection."""
    return block.define("r", left.indices, left() + right(*left.indices), Role.ACTIVATION)
