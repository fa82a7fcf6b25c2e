"""C_ij = Sum_k A_ik B_kj"""

from symbp.language import Block, Quantity, Role, running, total


def define(block: Block, left: Quantity, right: Quantity) -> Quantity:
    """The product of two matrices, (m, n) times (n, p)."""
    i, k = left.indices
    j = running(right.indices[1].size, "j", i, k)
    return block.define("M", (i, j), total(left(i, k) * right(k, j), k), Role.ACTIVATION)
