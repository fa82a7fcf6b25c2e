"""The misconceptions: whatever file stands in `causes` is one."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import Path

from .slip import Misconception

ROOM = Path(__file__).parent.parent / "causes"


@cache
def misconceptions() -> tuple[Misconception, ...]:
    """All of them, likeliest first; a file's name with hyphens is the name."""
    found = []
    for module in pkgutil.iter_modules([str(ROOM)]):
        made = import_module(f"symbp.claims.causes.{module.name}")
        found.append(
            Misconception(
                module.name.replace("_", "-"),
                made.PRIOR,
                getattr(made, "at", None),
                getattr(made, "given", None),
                getattr(made, "everywhere", None),
                getattr(made, "number", None),
            )
        )
    return tuple(sorted(found, key=lambda m: (-m.prior, m.name)))
