"""O = softmax(Q K^T / sqrt(d), keys up to the query's own position) V"""

from fractions import Fraction

from symbp.language import (
    EXP,
    Block,
    Quantity,
    Role,
    Within,
    apply,
    as_expression,
    other,
    plus,
    running,
    size_number,
    total,
)


def define(block: Block, queries: Quantity, keys: Quantity, values: Quantity) -> Quantity:
    """Scaled dot-product attention with a causal mask: the bracket [j <= i] is a factor of every weight."""
    i, c = queries.indices
    j = running(keys.indices[0].size, "j", i, c)
    e = running(values.indices[1].size, "l", i, j)
    scores = total(queries(i, c) * keys(j, c) / size_number(c.size) ** Fraction(1, 2), c)
    s = block.define("S", (i, j), scores, Role.PREACTIVATION)
    k = other(j, i)
    own, every = (as_expression(Within(plus(i, key, -1), i.size)) for key in (j, k))
    weights = apply(EXP, s(i, j)) * own / total(apply(EXP, s(i, k)) * every, k)
    p = block.define("P", (i, j), weights, Role.ACTIVATION)
    return block.define("O", (i, e), total(p(i, j) * values(j, e), j), Role.ACTIVATION)
