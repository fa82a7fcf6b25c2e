"""v = mu v - rate g, w = w + v: the rate inside the velocity"""

from symbp.language.update import RATE, G, W, constant, new, old

SOURCE = "Polyak 1964; Sutskever, Martens, Dahl and Hinton, ICML 2013, equations 1 and 2"
CONSTANTS = {"mu": "0.9"}
FORMULAS = {"v": constant("mu") * old("v") - RATE * G, "w": W + new("v")}
