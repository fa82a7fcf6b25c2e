"""y = gamma (x - mu) / s + beta, mu the mean and s^2 - eps the variance of a feature over the examples"""

from fractions import Fraction

from symbp.language import Block, Quantity, Role, mean, other


def define(block: Block, x: Quantity) -> Quantity:
    """Batch normalisation of x, rows being examples and columns features."""
    i, k = x.indices
    p = other(i, k)
    mu = block.define("mu", (k,), mean(x(p, k), p))
    v = block.define("v", (k,), mean((x(p, k) - mu(k)) ** 2, p))
    eps = block.data("eps", (), Role.CONSTANT)
    s = block.define("s", (k,), (v(k) + eps()) ** Fraction(1, 2))
    xhat = block.define("xhat", (i, k), (x(i, k) - mu(k)) / s(k))
    gamma, beta = (block.data(name, (k.size,), Role.PARAMETER) for name in ("gamma", "beta"))
    return block.define("y", (i, k), gamma(k) * xhat(i, k) + beta(k), Role.ACTIVATION)
