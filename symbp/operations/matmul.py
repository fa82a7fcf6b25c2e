"""C_ij = Sum_k A_ik B_kj"""

from symbp.language import Block, Index, Quantity, Role, total


def define(block: Block, left: Quantity, right: Quantity) -> Quantity:
    """The product of two matrices, (m, n) times (n, p)."""
    i, k = left.indices
    j = Index("j" if "j" not in (i.name, k.name) else "l", right.indices[1].size)
    return block.define("M", (i, j), total(left(i, k) * right(k, j), k), Role.ACTIVATION)
