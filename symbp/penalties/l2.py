"""R = w^2 / 2, summed over the weights: weight decay"""

from symbp.language import Expression


def part(w: Expression) -> Expression:
    """The penalty of one weight; its slope is the weight."""
    return w**2 / 2
