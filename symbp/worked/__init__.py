"""Worked examples: a network spelled out unit by unit, its numbers, updates and descent."""

from .calculation import Calculation, Way, evaluate
from .example import worked_example
from .records import Gradient, Line, Loss, Path, Remark, Update, Worked
from .spell import spell_out

__all__ = [
    "Calculation",
    "Gradient",
    "Line",
    "Loss",
    "Path",
    "Remark",
    "Update",
    "Way",
    "Worked",
    "evaluate",
    "spell_out",
    "worked_example",
]
