"""v = beta v + (1 - beta) g^2, w = w - rate g / (sqrt(v) + epsilon)"""

from symbp.language.update import RATE, G, W, constant, new, old, root

SOURCE = "Tieleman and Hinton, COURSERA lecture 6.5, 2012; epsilon outside the root as in torch.optim.RMSprop"
CONSTANTS = {"beta": "0.99", "epsilon": "1e-8"}
FORMULAS = {
    "v": constant("beta") * old("v") + (1 - constant("beta")) * G**2,
    "w": W - RATE * G / (root(new("v")) + constant("epsilon")),
}
