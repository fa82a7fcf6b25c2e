"""y_i = Sum_k x_ik / n, over the last index of size n"""

from symbp.language import Block, Quantity, Role, mean


def define(block: Block, x: Quantity) -> Quantity:
    """The mean of every row; of a vector it is a single number."""
    *rows, k = x.indices
    return block.define("y", rows, mean(x(), k), Role.ACTIVATION)
