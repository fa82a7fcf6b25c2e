"""v = mu v + g, w = w - rate v: the rate outside the velocity, as in PyTorch"""

from symbp.language.update import RATE, G, W, constant, new, old

SOURCE = "torch.optim.SGD(momentum=mu); after Polyak 1964"
CONSTANTS = {"mu": "0.9"}
FORMULAS = {"v": constant("mu") * old("v") + G, "w": W - RATE * new("v")}
