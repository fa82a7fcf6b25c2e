"""v = mu v + g, w = w - rate (g + mu v): a step with the velocity looked ahead"""

from symbp.language.update import RATE, G, W, constant, new, old

SOURCE = "Nesterov 1983, in the form of torch.optim.SGD(nesterov=True), whose w is the point that is looked ahead to"
CONSTANTS = {"mu": "0.9"}
FORMULAS = {"v": constant("mu") * old("v") + G, "w": W - RATE * (G + constant("mu") * new("v"))}
