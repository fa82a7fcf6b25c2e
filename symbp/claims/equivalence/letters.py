"""The letters of a formula: free ones, which those of the quantity have to be, and those that stand for a size."""

from __future__ import annotations

from collections.abc import Iterator

from ...language import Extent, Network
from ..tree import Delta, Letter, Ref, SumOver, Tree
from ..walk import children, walk
from .array import Unread
from .data import Data
from .evaluation import RATES
from .named_sizes import size_named
from .places import Scope
from .ranges import shifted, standing

MOST = 16  # values of the free letters that are looked at in one setting


def free_letters(tree: Tree, network: Network) -> dict[str, bool]:
    """The letters that no sum binds, in reading order, and whether they stand as an index (else as a number).

    The name of a size is no free letter, nor is that of the learning rate where it stands as a number.
    """
    found: dict[str, bool] = {}
    waiting: list[tuple[Tree, frozenset[str], bool]] = [(tree, frozenset(), False)]
    while waiting:
        here, bound, index = waiting.pop()
        if isinstance(here, Letter) and here.name != ":":
            if here.name not in bound and size_named(network, here.name) is None and (index or here.name not in RATES):
                found[here.name] = found.get(here.name, False) or index
            continue
        inner = bound
        if isinstance(here, SumOver):
            inner = bound | {here.index}
            waiting += [(side, bound, False) for side in (here.first, here.last) if side is not None]
            waiting.append((here.body, inner, index))
            continue
        below = children(here) + ((here.example,) if isinstance(here, Ref) and here.example is not None else ())
        inside = index or isinstance(here, Ref | Delta)
        waiting.extend((child, inner, inside) for child in reversed(below))
    return found


def scopes(data: Data, subject: Tree, letters: list[str], most: int = MOST) -> list[Scope]:
    """All values of the subject's letters, labels before indices, or some of them where they are many."""
    found = list(expand(data, subject, letters, Scope(classes=data.classes)))
    if len(found) <= most:
        return found
    return [found[number * (len(found) - 1) // (MOST - 1)] for number in range(MOST)]


def expand(data: Data, subject: Tree, letters: list[str], scope: Scope) -> Iterator[Scope]:
    """The scopes that give a value to every further letter, whichever comes to have a range first."""
    if not letters:
        yield scope
        return
    refs = [part for part in walk(subject) if isinstance(part, Ref)]
    for number, letter in enumerate(letters):
        known = [found for ref in refs for found in standing(data, letter, ref, scope)]
        for values, extent in known[:1] or [found for ref in refs for found in shifted(data, letter, ref)][:1]:
            rest = letters[:number] + letters[number + 1 :]
            for value in values:
                yield from expand(data, subject, rest, scope.with_letter(letter, value, extent, bound=False))
            return
    raise Unread("letter", letters[0])


def candidates(network: Network) -> tuple[Extent, ...]:
    """What a letter of no known meaning may stand for: any size of the network."""
    found = (size for tensor in network.tensors() for size in tensor.sizes)
    return tuple(size for size in dict.fromkeys(found) if isinstance(size, int) or not size.labels)
