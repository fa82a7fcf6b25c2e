r"""Names of an author's own: r = \hat{y} - y, G_{ik} = \partial L/\partial O_{ik}, \delta_t = \partial L/\partial z_t.

A name that the network does not have, and that is one letter or a word for an error or a gradient, stands from then
on for what it is said to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ...language import Role
from ..tree import Letter, Negative, Ref, Slope, Sum, Tree
from ..walk import reindexed, walk
from .found import below_signs
from .lexicon import Lexicon
from .misread import Misread
from .resolve import resolve
from .scan import scan
from .script import positions
from .signs import FUNCTIONS, words
from .symbol import Symbol, read_symbol, starts_symbol
from .tidy import tidy

WORDS = words("err error errors diff difference residual residuals resid grad dout upstream")
TAKEN = ("e", "d", "pi", "i", "j", "k")  # letters that mean something else
Indices = tuple[str, ...]


@dataclass(frozen=True)
class Defined:
    """What a name stands for, and the letters that were its indices."""

    letters: Indices
    tree: Tree


def definition(left: str, sides: Sequence[Tree], lexicon: Lexicon) -> bool:
    """Whether a statement defines a name, which the lexicon knows from then on.

    `sides` are those behind the left one; the first of them is what the name stands for.
    """
    symbol = only_symbol(left)
    if symbol is None or not sides or not any(isinstance(part, Ref) for part in walk(sides[0])):
        return False
    below = below_signs(symbol)
    word = len(below) == 1 and below[0].kind == "word" and below[0].text.isalpha()
    found = positions(below, len(below[0].text) if word else len(below)) if below else ()
    letters = tuple(tree.name for tree in found or () if isinstance(tree, Letter))
    indexed = bool(letters) and len(letters) == len(found or ()) == len(set(letters))
    name = symbol.base + symbol.accent + ("" if indexed else symbol.lower)
    if "?" in name or not is_own(symbol, name, sides[0], lexicon):
        return False
    lexicon.defined[name] = Defined(letters if indexed else (), sides[0])
    return True


def only_symbol(text: str) -> Symbol | None:
    """The symbol that a text is, without anything raised; None for anything else."""
    try:
        signs = tidy(scan(text.strip(" \t\n&"), 0, None))
        if not signs or not starts_symbol(signs[0]):
            return None
        symbol, end = read_symbol(signs, 0)
    except Misread:
        return None
    plain = not (symbol.above or symbol.primes or symbol.bracketed)
    return symbol if end == len(signs) and plain else None


def is_own(symbol: Symbol, name: str, tree: Tree, lexicon: Lexicon) -> bool:
    """Whether a name is its author's own: one that nobody knows, or an error that is counted in another way."""
    if symbol.base in FUNCTIONS or lexicon.function(symbol.base) or symbol.base in TAKEN:
        return False
    try:
        known = resolve(symbol, lexicon)
    except Misread:
        known = None
        if symbol.base != "delta":
            return False
    if known is not None and symbol.base.lower() in WORDS:
        return is_difference(tree)
    if known is None:
        return len(symbol.base) == 1 or symbol.command or symbol.base.lower() in WORDS
    return symbol.base == "delta" and is_error(tree, lexicon) and not says(known.tree, tree)


def is_difference(tree: Tree) -> bool:
    """Whether it is output minus target, or target minus output, which many call the error."""
    parts = [part.of if isinstance(part, Negative) else part for part in tree.parts] if isinstance(tree, Sum) else []
    roles = [part.tensor.role for part in parts if isinstance(part, Ref)]
    return len(parts) == len(roles) == 2 and roles.count(Role.TARGET) == 1


def is_error(tree: Tree, lexicon: Lexicon) -> bool:
    """Whether it is the derivative of the loss by a pre-activation, or by anything once errors are the author's own."""
    if not isinstance(tree, Slope) or tree.of.tensor != lexicon.network.loss:
        return False
    return tree.by.tensor.role is Role.PREACTIVATION or any(name.startswith("delta") for name in lexicon.defined)


def says(known: Tree, tree: Tree) -> bool:
    """Whether the name means that anyway."""
    return isinstance(known, Ref) and isinstance(tree, Slope) and known.tensor.of == tree.by.tensor


def own(symbol: Symbol, lexicon: Lexicon) -> Tree | None:
    """What a name stands for that the author has defined; None for others."""
    if not lexicon.defined or symbol.primes or symbol.bracketed:
        return None
    word = symbol.base + symbol.accent
    known: Defined | None = lexicon.defined.get(word + symbol.lower)
    if known is not None and not known.letters:
        return known.tree
    known = lexicon.defined.get(word)
    if known is None or not known.letters:
        return None
    if not symbol.below:
        return whole(known)
    places = positions(below_signs(symbol), len(known.letters))
    if places is None:
        return None
    wanted = dict(zip(known.letters, places, strict=True))
    return reindexed(known.tree, lambda part: wanted.get(part.name, part) if isinstance(part, Letter) else part)


def whole(known: Defined) -> Tree | None:
    """The quantity without its indices, where it is one: G for all G_{ik}."""
    tree = known.tree
    ref = tree.by if isinstance(tree, Slope) else tree
    if not isinstance(ref, Ref) or tuple(names(ref)) != known.letters or ref.example is not None:
        return None
    bare = replace(ref, indices=())
    return replace(tree, by=bare) if isinstance(tree, Slope) else bare


def names(ref: Ref) -> Iterator[str]:
    """The letters that are a quantity's indices."""
    for place in ref.indices:
        yield place.name if isinstance(place, Letter) else "?"
