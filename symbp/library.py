"""Finding operations and losses by name: whatever file stands in the folder is there."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from .errors import SpecError

ROOM = Path(__file__).parent


@cache
def names(folder: str) -> tuple[str, ...]:
    """The names in a folder such as "operations", sorted."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules([str(ROOM / folder)])))


@dataclass(frozen=True)
class Own:
    """An operation, loss or penalty of a user's own, in place of a name; it has what a module in the folder has.

    `roles` says what it can be: "activation", "loss", "penalty".
    """

    name: str
    roles: tuple[str, ...] = field(default=(), kw_only=True)

    def __str__(self) -> str:
        return self.name


def find(folder: str, name: str | Own, kind: str) -> Any:
    """The module of that name, or a user's own; hyphens and spaces may stand for underscores.

    Raises:
        SpecError: there is none; the nearest name is offered.
    """
    if isinstance(name, Own):
        return name
    wanted = name.strip().lower().replace("-", "_").replace(" ", "_")
    if wanted in names(folder):
        return import_module(f"{__package__}.{folder}.{wanted}")
    from .spec.name import nearest

    raise SpecError(f"unknown {kind} {name!r}; {nearest(wanted, names(folder))}")
