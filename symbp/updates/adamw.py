"""As Adam, and w = w - rate decay w - rate m_hat / (sqrt(v_hat) + epsilon): the decay beside the gradient, not in it"""

from symbp.language.update import RATE, W, constant

from .adam import CONSTANTS as ADAM
from .adam import FORMULAS as ADAMS

SOURCE = "Loshchilov and Hutter, ICLR 2019, algorithm 2, the rate before the decay as in torch.optim.AdamW"
CONSTANTS = {**ADAM, "decay": "0.01"}
FORMULAS = {**ADAMS, "w": ADAMS["w"] - RATE * constant("decay") * W}
