"""One formula, for those who have a text and want its tree."""

from __future__ import annotations

from ...errors import SpecError
from ..tree import Tree
from .lexicon import Lexicon
from .misread import Misread
from .side import read_side


def read_tree(text: str, lexicon: Lexicon) -> Tree:
    """The tree of one formula.

    Raises:
        SpecError: with its column, what was expected and what was found.
    """
    try:
        return read_side(text, 0, len(text), lexicon)
    except Misread as error:
        raise SpecError(f"column {error.at + 1}: {error}") from None
