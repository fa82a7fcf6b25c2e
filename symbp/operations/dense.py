"""y_ij = Sum_k x_ik w_kj + b_j"""

from symbp.language import Block, Extent, Quantity, Role, running, total


def define(block: Block, x: Quantity, width: Extent) -> Quantity:
    """A dense layer on rows, without its activation."""
    *rows, k = x.indices
    j = running(width, "j", *x.indices)
    w = block.data("W", (k.size, width), Role.PARAMETER)
    b = block.data("b", (width,), Role.PARAMETER)
    return block.define("y", (*rows, j), total(x(*rows, k) * w(k, j), k) + b(j), Role.PREACTIVATION)
