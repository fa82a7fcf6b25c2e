"""Worked examples: a network spelled out unit by unit, its numbers, updates and descent.

What stands here is imported when it is first used: the names of single units serve those who read a network, too.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .calculation import Calculation as Calculation
    from .calculation import evaluate as evaluate
    from .example import worked_example as worked_example
    from .records import Gradient as Gradient
    from .records import Line as Line
    from .records import Loss as Loss
    from .records import Path as Path
    from .records import Remark as Remark
    from .records import Update as Update
    from .records import Worked as Worked
    from .spell import spell_out as spell_out

DOOR = {
    **dict.fromkeys(("Calculation", "evaluate"), "calculation"),
    **dict.fromkeys(("Gradient", "Line", "Loss", "Path", "Remark", "Update", "Worked"), "records"),
    "spell_out": "spell",
    "worked_example": "example",
}
__all__ = [*DOOR]


def __getattr__(name: str) -> Any:
    if name not in DOOR:
        raise AttributeError(f"symbp.worked has no {name}")
    return getattr(import_module(f".{DOOR[name]}", __name__), name)
