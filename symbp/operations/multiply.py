"""y = a b, element by element"""

from symbp.language import Block, Quantity, Role


def define(block: Block, left: Quantity, right: Quantity) -> Quantity:
    """The product of two quantities of the same shape, element by element, as in a gate."""
    return block.define("y", left.indices, left() * right(*left.indices), Role.ACTIVATION)
