"""The misconceptions that make formulas wrong: whatever file stands in `rules` is one."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from ..tree import Tree
from .places import At
from .scene import Scene

ROOM = Path(__file__).parent / "rules"


@dataclass(frozen=True)
class Rule:
    """One file of `rules`: how often the mistake is made, and what may have to stand in the place of a part.

    `everywhere` yields whole formulas instead, where a mistake is made at several places at once, each with the part
    that it is about and what should stand there.
    """

    name: str
    prior: float
    at: Callable[[At, Scene], Iterator[Tree]] | None = None
    everywhere: Callable[[Scene], Iterator[tuple[Tree, Tree, Tree]]] | None = None


@cache
def rules() -> tuple[Rule, ...]:
    """All of them, the likeliest first; a file's name with hyphens is the name."""
    found = []
    for module in pkgutil.iter_modules([str(ROOM)]):
        made = import_module(f"symbp.claims.repair.rules.{module.name}")
        name = module.name.replace("_", "-")
        found.append(Rule(name, made.PRIOR, getattr(made, "at", None), getattr(made, "everywhere", None)))
    return tuple(sorted(found, key=lambda rule: (-rule.prior, rule.name)))
