"""One side of a claim; what was read once is remembered, for whole courses write the same left sides."""

from __future__ import annotations

import re
from decimal import Decimal

from ..tree import Number, Tree
from ..vocabulary import READ
from .examples import of_examples
from .lexicon import Lexicon
from .misread import Misread
from .phrases import read_words
from .scan import number

LONGEST = 400  # signs of a text that is remembered
MOST = 4_000  # texts that are remembered for one network
_NUMBER = re.compile(r"([-−]?)([0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?![0-9.])")
Seen = dict[str, set[str]]


def read_side(text: str, start: int, end: int, lexicon: Lexicon) -> Tree:
    """The tree of the side between two places of a text; places in the tree count from the first sign of the side.

    Raises:
        Misread: it is none; its place counts from the beginning of the text.
    """
    side = text[start:end]
    lead = len(side) - len(side.lstrip())
    side = side.strip()
    try:
        plain = _NUMBER.fullmatch(side)
        if plain is not None:
            value = Decimal(number(plain[2], 0))
            return Number(value.copy_negate() if plain[1] else value, 0)
        return recalled(side, lexicon) if len(side) <= LONGEST else of_examples(read_words(side, lexicon), lexicon)
    except Misread as error:
        raise Misread(start + lead + max(error.at, 0), str(error)) from None


def recalled(side: str, lexicon: Lexicon) -> Tree:
    """The tree of a side, from memory where it was read before under the same choices.

    Raises:
        Misread: it is none.
    """
    memory = lexicon.names.memory
    choices = (getattr(lexicon, name) for name in READ)
    special = (lexicon.outermost, lexicon.batched, lexicon.standing, lexicon.counting, lexicon.defined)
    key = (side, lexicon.variable, str(special), *choices)
    if key not in memory:
        if len(memory) >= MOST:
            memory.clear()
        fresh = lexicon.choosing({})
        try:
            memory[key] = of_examples(read_words(side, fresh), fresh), fresh.asked
        except Misread as error:
            memory[key] = Misread(error.at, str(error)), fresh.asked  # without the frames that it was raised in
    found, asked = memory[key]
    for choice, seen in asked.items():
        lexicon.asked.setdefault(choice, set()).update(seen)
    if isinstance(found, Misread):
        raise Misread(found.at, str(found))
    tree: Tree = found
    return tree
