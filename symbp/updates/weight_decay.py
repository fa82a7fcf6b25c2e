"""w = w - rate (g + decay w): half the squares of the weights, times decay, added to the loss"""

from symbp.language.update import RATE, G, W, constant

SOURCE = "Krogh and Hertz, NIPS 1991; torch.optim.SGD(weight_decay=decay)"
CONSTANTS: dict[str, str | None] = {"decay": None}
FORMULAS = {"w": W - RATE * (G + constant("decay") * W)}
