"""O = softmax(Q K^T / sqrt(d)) V, each query over all keys"""

from fractions import Fraction

from symbp.language import EXP, Block, Quantity, Role, apply, other, running, size_number, total


def define(block: Block, queries: Quantity, keys: Quantity, values: Quantity) -> Quantity:
    """Scaled dot-product attention; rows are positions."""
    i, c = queries.indices
    j = running(keys.indices[0].size, "j", i, c)
    e = running(values.indices[1].size, "l", i, j)
    scores = total(queries(i, c) * keys(j, c) / size_number(c.size) ** Fraction(1, 2), c)
    s = block.define("S", (i, j), scores, Role.PREACTIVATION)
    k = other(j, i)
    p = block.define("P", (i, j), apply(EXP, s(i, j)) / total(apply(EXP, s(i, k)), k), Role.ACTIVATION)
    return block.define("O", (i, e), total(p(i, j) * values(j, e), j), Role.ACTIVATION)
