"""Whether a formula equals a quantity of the network: by evaluation at random points in 50 digits."""

from .verdict import formula_verdict

__all__ = ["formula_verdict"]
