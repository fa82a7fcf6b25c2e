"""E = softplus(z) - y z, summed over the outputs; z are logits, so the last layer needs no activation"""

from sympy import exp, log

from symbp.language import Expression, Function, X, apply

OUTPUTS = "identity"
SOFTPLUS = Function("softplus", log(1 + exp(X)), r"\mathrm{softplus}")


def part(a: Expression, y: Expression) -> Expression:
    """The loss of one output, its logit a."""
    return apply(SOFTPLUS, a) - y * a
