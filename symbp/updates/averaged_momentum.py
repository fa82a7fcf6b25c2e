"""v = beta v + (1 - beta) g, w = w - rate v: the velocity as a running mean of gradients"""

from symbp.language.update import RATE, G, W, constant, new, old

SOURCE = "Ng, Deep Learning Specialization, 2017; torch.optim.SGD(dampening=beta) but for its first step"
CONSTANTS = {"beta": "0.9"}
FORMULAS = {"v": constant("beta") * old("v") + (1 - constant("beta")) * G, "w": W - RATE * new("v")}
