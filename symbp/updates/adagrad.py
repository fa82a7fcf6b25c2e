"""s = s + g^2, w = w - rate g / (sqrt(s) + epsilon)"""

from symbp.language.update import RATE, G, W, constant, new, old, root

SOURCE = "Duchi, Hazan and Singer, JMLR 2011; epsilon outside the root as in torch.optim.Adagrad"
CONSTANTS = {"epsilon": "1e-10"}
FORMULAS = {"s": old("s") + G**2, "w": W - RATE * G / (root(new("s")) + constant("epsilon"))}
