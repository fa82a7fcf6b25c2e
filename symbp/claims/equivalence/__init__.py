"""Whether a formula equals a quantity of the network: by evaluation at random points in 50 digits."""

from .anywhere import function_verdict
from .verdict import formula_verdict

__all__ = ["formula_verdict", "function_verdict"]
