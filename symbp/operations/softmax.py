"""y_j = exp(z_j) / Sum_k exp(z_k)"""

from collections.abc import Callable

from symbp.language import EXP, Expression, Index, apply, inner, total


def formula(z: Callable[[Index], Expression], index: Index) -> Expression:
    """The softmax of z at `index`; the sum runs over the same size."""
    k = inner(index)
    return apply(EXP, z(index)) / total(apply(EXP, z(k)), k)
