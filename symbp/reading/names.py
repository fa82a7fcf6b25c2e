"""Which names a formula mentions, before it is known what they mean."""

from __future__ import annotations

from .tree import Call, Item, Name, Range, Tree, walk

SUMS = ("Sum", "Mean")


def summed_names(tree: Tree) -> frozenset[str]:
    """The names that a formula sums over anywhere."""
    found = set()
    for part, _ in walk(tree):
        if isinstance(part, Call) and part.name in SUMS:
            found |= {i.name for i in part.arguments[1:] if isinstance(i, Name | Range)}
    return frozenset(found)


def called_names(tree: Tree) -> dict[str, int]:
    """The functions that a formula calls, and where first."""
    found: dict[str, int] = {}
    for part, _ in walk(tree):
        if isinstance(part, Call):
            found.setdefault(part.name, part.at)
    return found


def mentioned_names(tree: Tree) -> dict[str, int]:
    """The names of possible quantities that a formula mentions, and where first."""
    found: dict[str, int] = {}
    for part, _ in walk(tree):
        if isinstance(part, Name | Item):
            found.setdefault(part.name, part.at)
    return found
