"""Networks that lines of the tests are about, as a user would write them."""

import tomllib
from decimal import Decimal

from symbp.spec.build import build

LAYERS = """
inputs = 2
loss = "half squared error"
layers = [{ units = 3, activation = "sigmoid" }, { units = 2, activation = "sigmoid" }]
"""

BATCH = """
inputs = "p"
loss = "cross entropy"
layout = { examples = "rows", weights = "in,out" }
layers = [{ units = "q", activation = "relu" }, { units = "r", activation = "softmax" }]
"""

NUMBERED = """
inputs = ["x[n]"]
targets = ["t[k]"]
parameters = ["W1[h, n]", "b1[h]", "W2[k, h]", "b2[k]"]

[equations]
"z1[j]" = "Sum(W1[j, i]*x[i], i) + b1[j]"
"a1[j]" = "max(0, z1[j])"
"z2[j]" = "Sum(W2[j, i]*a1[i], i) + b2[j]"
"yhat[j]" = "exp(z2[j])/Sum(exp(z2[i]), i)"
L = "-Sum(t[j]*log(yhat[j]), j)"
"""

RECURRENT = """
inputs = ["x[t; p]"]
targets = ["y[t; n]"]
parameters = ["W[n, n]", "U[n, p]", "b[n]"]

[labels]
t = 3

[equations]
"z[t; i]" = "Sum(W[i, k]*h[t-1; k], k) + Sum(U[i, k]*x[t; k], k) + b[i]"
"h[t; i]" = "tanh(z[t; i])"
C = "Sum((h[t; i] - y[t; i])**2, t, i)/2"
"""

NEURON = """
inputs = ["x1", "x2"]
targets = ["t"]
parameters = ["w1", "w2", "b"]

[equations]
z = "w1*x1 + w2*x2 + b"
a = "1/(1 + exp(-z))"
L = "-(t*log(a) + (1 - t)*log(1 - a))"
"""

GRAPH = """
parameters = ["x", "y", "z"]

[equations]
q = "x + y"
f = "q*z"
"""

UNROLLED = """
inputs = ["x1", "x2"]
targets = ["y"]
parameters = ["h0", "w_x", "w_h", "w_y"]

[equations]
s1 = "w_x*x1 + w_h*h0"
h1 = "tanh(s1)"
s2 = "w_x*x2 + w_h*h1"
h2 = "tanh(s2)"
yhat = "w_y*h2"
E = "(yhat - y)**2/2"
"""


def network(text):
    """The network of a text."""
    return build(tomllib.loads(text, parse_float=Decimal))
