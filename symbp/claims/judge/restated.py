"""What a claim about a formula rests on, once a right formula says so: tanh'(a) = 1 - h^2 = 1 - 0.78^2."""

from __future__ import annotations

from collections.abc import Sequence

from ...errors import SymbpError
from ...language import Network
from ..book import Book
from ..records import Verdict
from ..tree import Tree
from .items import Subject, subject


def restated(
    tree: Tree, about: Subject | str, found: Sequence[object], network: Network, book: Book | None
) -> Subject | str:
    """What a claim about a formula is about from here on: a right formula says what its numbers rest on."""
    if isinstance(about, str) or book is None or any(quantity is not None for quantity in about.quantities.flat):
        return about
    if [getattr(part, "part", "") for part in found if getattr(part, "verdict", None) is Verdict.RIGHT] != ["formula"]:
        return about
    try:
        other = subject(tree, network, book)
    except SymbpError:
        return about
    return other if other.shape == about.shape else about
