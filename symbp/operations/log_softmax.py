"""y_j = z_j - ln Sum_k exp(z_k)"""

from collections.abc import Callable

from symbp.language import EXP, LOG, Expression, Index, apply, inner, total


def formula(z: Callable[[Index], Expression], index: Index) -> Expression:
    """The logarithm of the softmax of z at `index`; the sum runs over the same size."""
    k = inner(index)
    return z(index) - apply(LOG, total(apply(EXP, z(k)), k))
