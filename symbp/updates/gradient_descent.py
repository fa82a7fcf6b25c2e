"""w = w - rate g"""

from symbp.language.update import RATE, G, W

SOURCE = "Cauchy 1847"
CONSTANTS: dict[str, str | None] = {}
FORMULAS = {"w": W - RATE * G}
