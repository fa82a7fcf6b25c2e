"""h' = tanh(x U + h W + b), one step of a recurrent network"""

from symbp.language import Block, Quantity, Role, apply, other, running, total
from symbp.operations.tanh import FUNCTION as TANH


def define(block: Block, x: Quantity, h: Quantity) -> Quantity:
    """The hidden state after one step; rows are examples, and the step's input x has as many as the state h before."""
    *rows, k = x.indices
    j = running(h.indices[-1].size, "j", *x.indices)
    i = other(j, *x.indices)
    u = block.data("U", (k.size, j.size), Role.PARAMETER)
    w = block.data("W", (j.size, j.size), Role.PARAMETER)
    b = block.data("b", (j.size,), Role.PARAMETER)
    arriving = total(x() * u(k, j), k) + total(h(*rows, i) * w(i, j), i) + b(j)
    z = block.define("z", (*rows, j), arriving, Role.PREACTIVATION)
    return block.define("h", (*rows, j), apply(TANH, z()), Role.ACTIVATION)
