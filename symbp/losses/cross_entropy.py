"""E = -y ln a, summed over the outputs; a are probabilities, and the targets add up to 1"""

from symbp.language import LOG, ONE, Expression, Index, apply, total

OUTPUTS = "softmax"


def part(a: Expression, y: Expression) -> Expression:
    """The loss of one output."""
    return -(y * apply(LOG, a))


def facts(y: Expression, index: Index) -> tuple[str, Expression, Expression]:
    """One-hot targets, or any probability vector: their sum over `index` is 1."""
    return "targets-sum", total(y, index), ONE
