"""Whether a formula equals a quantity of the network: by evaluation at random points in 50 digits."""

from .anywhere import formula_of_any, function_verdict
from .verdict import formula_verdict

__all__ = ["formula_of_any", "formula_verdict", "function_verdict"]
