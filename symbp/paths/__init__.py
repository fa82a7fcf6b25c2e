"""Paths through the graph of a network: how many lead from one quantity to another, and the product along each."""

from .door import paths
from .records import Arrow, Path, Paths, Survey
from .survey import as_derivation, plainly, survey

__all__ = ["Arrow", "Path", "Paths", "Survey", "as_derivation", "paths", "plainly", "survey"]
