"""m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2, w = w - rate m_hat / (sqrt(v_hat) + epsilon)

with the means corrected for their start at 0: m_hat = m / (1 - beta1^t), v_hat = v / (1 - beta2^t).
"""

from symbp.language.update import RATE, G, W, constant, new, old, power, root

SOURCE = "Kingma and Ba, ICLR 2015, algorithm 1"
CONSTANTS = {"beta1": "0.9", "beta2": "0.999", "epsilon": "1e-8"}
FORMULAS = {
    "m": constant("beta1") * old("m") + (1 - constant("beta1")) * G,
    "v": constant("beta2") * old("v") + (1 - constant("beta2")) * G**2,
    "m_hat": new("m") / (1 - power("beta1")),
    "v_hat": new("v") / (1 - power("beta2")),
    "w": W - RATE * new("m_hat") / (root(new("v_hat")) + constant("epsilon")),
}
