"""The document of a descent: slopes, factor per step, bound, the path for every learning rate, steepest direction."""

from .assemble import assemble_descent

__all__ = ["assemble_descent"]
