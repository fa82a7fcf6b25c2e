"""What a claim about a formula rests on, once a right formula says so: tanh'(a) = 1 - h^2 = 1 - 0.78^2."""

from __future__ import annotations

import math
from collections.abc import Sequence

from ...errors import SymbpError
from ...language import Network
from ..book import Book
from ..records import Finding, Verdict
from ..tree import Tree
from .items import Item, Subject, subject


def restated(
    tree: Tree, about: Subject | str, found: Sequence[Finding | Item], network: Network, book: Book | None
) -> Subject | str:
    """What a claim about a formula is about from here on: a right formula says what its numbers rest on."""
    if isinstance(about, str) or book is None or any(quantity is not None for quantity in about.quantities.flat):
        return about
    right = [part for part in found if getattr(part, "verdict", None) is Verdict.RIGHT]
    if [getattr(part, "part", "") for part in right] != ["formula"] or {key for key, _ in right[0].note} - {"points"}:
        return about  # what is right in another reading has another value as it stands
    try:
        other = subject(tree, network, book)
    except SymbpError:
        return about
    return other if other.shape == about.shape and same(other, about, book) else about


def same(other: Subject, about: Subject, book: Book) -> bool:
    """Whether two subjects have the same value; an asterisk that multiplies entry by entry is none of matrices."""
    one, two = (
        [book.value(key, lines) for key, lines in zip(each.keys.flat, each.lines.flat, strict=True)]
        for each in (other, about)
    )
    return all(math.isclose(a, b, rel_tol=1e-9, abs_tol=1e-12) for a, b in zip(one, two, strict=True))
