"""y_i = Sum_k x_ik, over the last index"""

from symbp.language import Block, Quantity, Role, total


def define(block: Block, x: Quantity) -> Quantity:
    """The sum of every row; of a vector it is a single number."""
    *rows, k = x.indices
    return block.define("y", rows, total(x(), k), Role.ACTIVATION)
