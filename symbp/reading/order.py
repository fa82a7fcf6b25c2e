"""The order of evaluation, whatever order the equations are written in; and the cycle, where there is none."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping

from ..errors import NameErrorInSpec
from .source import Source


def arrange(uses: Mapping[str, Collection[str]], place: str) -> tuple[str, ...]:
    """The names, each after those it uses; else in the order in which they are given.

    Raises:
        NameErrorInSpec: some are defined by each other; the cycle is named.
    """
    rank = {name: number for number, name in enumerate(uses)}
    missing = {name: {used for used in needed if used in rank} for name, needed in uses.items()}
    users: dict[str, list[str]] = {name: [] for name in uses}
    for name, needed in missing.items():
        for used in needed:
            users[used].append(name)
    ready = [rank[name] for name, needed in missing.items() if not needed]
    names = list(uses)
    found: list[str] = []
    while ready:
        name = names[heapq.heappop(ready)]
        found.append(name)
        for user in users[name]:
            missing[user].discard(name)
            if not missing[user]:
                heapq.heappush(ready, rank[user])
    if len(found) < len(names):
        path = cycle({name: missing[name] for name in names if missing[name]}, rank)
        raise Source(f"{place}, {path[0]}").error(-1, described(path), NameErrorInSpec)
    return tuple(found)


def cycle(missing: Mapping[str, Collection[str]], rank: Mapping[str, int]) -> list[str]:
    """Names that need each other, the first one again at the end."""
    path = {next(iter(missing)): None}
    while (needed := min(missing[next(reversed(path))], key=rank.__getitem__)) not in path:
        path[needed] = None
    names = list(path)
    return [*names[names.index(needed) :], needed]


def described(path: list[str]) -> str:
    """The message that names one cycle."""
    if len(path) == 2:
        return f"{path[0]} is defined by itself"
    shown = path if len(path) <= 12 else [*path[:6], "...", *path[-5:]]
    return f"the definitions form a cycle: {' needs '.join(shown)}"
