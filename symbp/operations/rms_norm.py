"""y = gamma x / r, r^2 - eps the mean square of an example over its features"""

from fractions import Fraction

from symbp.language import Block, Quantity, Role, mean, other


def define(block: Block, x: Quantity) -> Quantity:
    """Root mean square normalisation of x over its last index."""
    *rows, k = x.indices
    q = other(k, *rows)
    eps = block.data("eps", (), Role.CONSTANT)
    r = block.define("r", rows, (mean(x(*rows, q) ** 2, q) + eps()) ** Fraction(1, 2))
    xhat = block.define("xhat", (*rows, k), x() / r())
    gamma = block.data("gamma", (k.size,), Role.PARAMETER)
    return block.define("y", (*rows, k), gamma(k) * xhat(), Role.ACTIVATION)
