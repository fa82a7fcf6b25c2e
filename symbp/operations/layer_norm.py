"""y = gamma (x - mu) / s + beta, mu the mean and s^2 - eps the variance of an example over its features"""

from fractions import Fraction

from symbp.language import Block, Quantity, Role, mean, other


def define(block: Block, x: Quantity) -> Quantity:
    """Layer normalisation of x over its last index."""
    *rows, k = x.indices
    q = other(k, *rows)
    mu = block.define("mu", rows, mean(x(*rows, q), q))
    v = block.define("v", rows, mean((x(*rows, q) - mu()) ** 2, q))
    eps = block.data("eps", (), Role.CONSTANT)
    s = block.define("s", rows, (v() + eps()) ** Fraction(1, 2))
    xhat = block.define("xhat", (*rows, k), (x() - mu()) / s())
    gamma, beta = (block.data(name, (k.size,), Role.PARAMETER) for name in ("gamma", "beta"))
    return block.define("y", (*rows, k), gamma(k) * xhat() + beta(k), Role.ACTIVATION)
