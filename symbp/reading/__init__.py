"""Networks as equations, scalar or indexed: a small grammar, our own tree, and constructors of the language.

Nothing that is read is ever evaluated.
"""

from .door import equations
from .network import read_network

__all__ = ["equations", "read_network"]
