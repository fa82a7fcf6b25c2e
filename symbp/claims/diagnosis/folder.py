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
    """All of them, those that say most first, then the likeliest; a file's name with hyphens is the name."""
    found = []
    for module in pkgutil.iter_modules([str(ROOM)]):
        made = import_module(f"symbp.claims.causes.{module.name}")
        found.append(
            Misconception(
                module.name.replace("_", "-"),
                made.PRIOR,
                getattr(made, "GENERAL", False),
                getattr(made, "at", None),
                getattr(made, "given", None),
                getattr(made, "everywhere", None),
                getattr(made, "number", None),
            )
        )
    return tuple(sorted(found, key=lambda m: (m.general, -m.prior, m.name)))
