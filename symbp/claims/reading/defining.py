r"""Statements about a function of any number: \sigma(u) = ..., f'(x) = ..., \frac{d\sigma}{dz} = ..."""

from __future__ import annotations

import re

from ...spec.name import GREEK
from ..tree import Call, Letter, Tree
from .lexicon import Lexicon
from .misread import Misread
from .scan import scan
from .signs import FUNCTIONS
from .symbol import starts_symbol

_NAME = r"(?:\\(?:mathrm|text|operatorname)\{[A-Za-z]+\}|\\?[A-Za-z]+|[σφψ])"
_OF = r"(?:\\left)?\(\s*([A-Za-z]{1,3})\s*(?:\\right)?\)"
_D = r"(?:\\mathrm\{d\}|\\text\{d\}|\\partial|∂|d)\s*"
_BARE = re.compile(rf"\s*({_NAME})\s*(['′]{{1,3}})[\s&]*")
_APPLIED = re.compile(rf"\s*({_NAME})\s*(['′]{{0,3}})\s*{_OF}[\s&]*")
_DERIVATIVES = (
    re.compile(rf"\s*\\[dt]?frac\s*\{{\s*{_D}({_NAME})\s*(?:{_OF})?\s*\}}\s*\{{\s*{_D}([a-z])\s*\}}[\s&]*"),
    re.compile(rf"\s*\\[dt]?frac\s*\{{\s*{_D}\}}\s*\{{\s*{_D}([a-z])\s*\}}\s*({_NAME})\s*{_OF}[\s&]*"),
    re.compile(rf"\s*{_D}({_NAME})\s*(?:{_OF})?\s*/\s*{_D}([a-z])[\s&]*"),
)
_OPERATORS = (
    re.compile(rf"\s*\\[dt]?frac\s*\{{\s*{_D}\}}\s*\{{\s*{_D}(?P<by>[a-z])\s*\}}(?P<of>.+)", re.DOTALL),
    re.compile(rf"\s*\\[dt]?frac\s*\{{\s*{_D}(?P<of>.+)\}}\s*\{{\s*{_D}(?P<by>[a-z])\s*\}}[\s&]*", re.DOTALL),
)
LONGEST = 400
CONSTANTS = ("e", "pi")
ANY = "x"  # the letter of a function without one


def about_function(sides: list[str], lexicon: Lexicon) -> tuple[Lexicon, Tree | None]:
    """The lexicon for a statement about a function, whose letter is any number; and its left side, if a derivative.

    The letter means a quantity of the network where other quantities stand beside it.
    """
    applied = _APPLIED.fullmatch(sides[0])
    if applied is not None and function(applied[1], lexicon):
        free = alone(sides[1:], applied[3], lexicon) or not (lexicon.named(applied[3]) or lexicon.also(applied[3]))
        return (lexicon.of_any(applied[3]) if free else lexicon), None
    bare = _BARE.fullmatch(sides[0])
    if bare is not None and (known := function(bare[1], lexicon)) and alone(sides[1:], ANY, lexicon):
        return lexicon.of_any(ANY), Call(known, (Letter(ANY),), len(bare[2]), 0)
    for number, pattern in enumerate(_DERIVATIVES):
        match = pattern.fullmatch(sides[0])
        if match is None:
            continue
        name, of, by = (match[2], match[3], match[1]) if number == 1 else match.groups()
        known = function(name, lexicon)
        if known and lexicon.named(plain(name)) is None and of in (by, None) and alone(sides[1:], by, lexicon):
            return lexicon.of_any(by), Call(known, (Letter(by),), 1, 0)
    for pattern in _OPERATORS:
        match = pattern.fullmatch(sides[0]) if len(sides[0]) <= LONGEST else None
        if match is not None and alone([match["of"], *sides[1:]], match["by"], lexicon):
            return lexicon.of_any(match["by"]), None
    return lexicon, None


def is_foreign(side: str, lexicon: Lexicon) -> bool:
    """Whether a side is a function of one letter that the network knows nothing of: the author defines it."""
    applied = _APPLIED.fullmatch(side)
    if applied is None or len(applied[3]) > 1 or function(applied[1], lexicon):
        return False
    name = plain(applied[1])
    return not (lexicon.named(name) or lexicon.also(name) or lexicon.family(name))


def plain(name: str) -> str:
    """The word of a function's name, without what LaTeX puts around it."""
    word = re.sub(r"\\(?:mathrm|text|operatorname)\{|[\\}]", "", name)
    return GREEK.get(word, word)


def function(name: str, lexicon: Lexicon) -> str:
    """The function that a name stands for; none for anything else."""
    word = plain(name)
    return lexicon.function(word) or FUNCTIONS.get(word, "") or FUNCTIONS.get(word.lower(), "")


def alone(sides: list[str], letter: str, lexicon: Lexicon) -> bool:
    """Whether no other name than a letter, functions and constants stands in some sides."""
    try:
        signs = [sign for side in sides for sign in scan(side)]
    except Misread:
        return False
    names = {sign.text for sign in signs if starts_symbol(sign)}
    return all(name == letter or name in CONSTANTS or function(name, lexicon) for name in names)
