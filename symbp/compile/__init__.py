"""From a derivation to code: NumPy functions of a batch, or Python arithmetic for tiny networks."""

from .batch import batch
from .function import Gradients, export, lambdify

__all__ = ["Gradients", "batch", "export", "lambdify"]
