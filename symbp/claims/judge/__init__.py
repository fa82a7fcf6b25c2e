"""Judging claims: true values, rounding habits, what follows from what, conventions."""

from .report import judge

__all__ = ["judge"]
