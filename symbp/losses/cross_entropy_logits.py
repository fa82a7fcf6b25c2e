"""E = y (ln Sum_k exp(z_k) - z), summed over the outputs; z are logits, so the last layer needs no activation"""

from collections.abc import Callable

from symbp.language import EXP, LOG, ONE, Expression, Index, apply, inner, total

OUTPUTS = "identity"


def formula(z: Callable[[Index], Expression], y: Callable[[Index], Expression], index: Index) -> Expression:
    """The loss of the output at `index`; the sum runs over all outputs."""
    k = inner(index)
    return y(index) * (apply(LOG, total(apply(EXP, z(k)), k)) - z(index))


def facts(y: Expression, index: Index) -> tuple[str, Expression, Expression]:
    """One-hot targets, or any probability vector: their sum over `index` is 1."""
    return "targets-sum", total(y, index), ONE
