"""symbp's generated function, in the form a comparison with other programs calls.

`build(X, Y, Ws, bs, head)` takes rows as examples, weights (in, out), and head "mse" (sigmoid outputs, half squared
error) or "softmax" (cross entropy); both losses are means over the examples.  It gives `call`, which evaluates the loss
and all gradients once, and `unpack`, which turns what call returns into (loss, [dW1, db1, dW2, ...]).
"""

from symbp.compile import lambdify
from symbp.layers import Layer, Layout, layered

HEADS = {"mse": ("sigmoid", "half_squared_error"), "softmax": ("softmax", "cross_entropy")}


def network_of(X, Ws, head):
    """The network that these arrays are data and weights of."""
    last, loss = HEADS[head]
    widths = [W.shape[1] for W in Ws]
    layers = [Layer(width) for width in widths[:-1]] + [Layer(widths[-1], last)]
    return layered("candidate", X.shape[1], layers, loss, layout=Layout("rows", "in,out"))


def build(X, Y, Ws, bs, head):
    function = lambdify(network_of(X, Ws, head)).function
    arguments = (X, Y, *(part for pair in zip(Ws, bs, strict=True) for part in pair))

    def call():
        return function(*arguments)

    def unpack(result):
        return float(result[0]), list(result[1:])

    return call, unpack
