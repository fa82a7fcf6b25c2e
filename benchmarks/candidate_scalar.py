"""symbp's scalar form, in the form a comparison with other programs calls: numbers in, numbers out, one example.

Like `candidate.py`, but the arguments are turned into Python numbers once, before any call.
"""

import numpy as np

from benchmarks.candidate import network_of
from symbp.compile import lambdify


def build(X, Y, Ws, bs, head):
    if len(X) != 1:
        raise ValueError("the scalar form computes one example at a time")
    function = lambdify(network_of(X, Ws, head), "scalar").function
    pairs = (part.tolist() for pair in zip(Ws, bs, strict=True) for part in pair)
    arguments = (X[0].tolist(), Y[0].tolist(), *pairs)

    def call():
        return function(*arguments)

    def unpack(result):
        return result[0], [np.array(part) for part in result[1:]]

    return call, unpack
