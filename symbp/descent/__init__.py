"""Gradient descent on a function of one or two variables: exact steps, the factor per step, its bound, and a proof."""

from .problem import problem, read_problem
from .records import Problem, Study
from .study import study

__all__ = ["Problem", "Study", "problem", "read_problem", "study"]
