"""What a word stands for: a quantity, a derivative, the number e, or several names side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...language import Role, adjoint
from ..tree import Negative, Ratio, Ref, Slope, Sum, Tree
from .above import read_above
from .defined import own
from .derivative import differential, in_one_word, unknown
from .dressing import Meaning
from .lexicon import Lexicon
from .misread import Misread
from .resolve import resolve
from .sign import Sign
from .symbol import LETTERS, Symbol, read_symbol, starts_symbol

Leaf = tuple[Tree, tuple[Sign, ...], bool, int]
LONGEST = 4  # letters side by side that may be single names


def leaves(signs: list[Sign], at: int, lexicon: Lexicon) -> Iterator[Leaf]:
    """What a name stands for: a quantity, a derivative, or several names side by side, each with its exponent.

    Raises:
        Misread: nobody knows the name.
    """
    symbol, end = read_symbol(signs, at)
    said = own(symbol, lexicon)
    if said is not None:
        above = read_above(symbol.above)
        turned = above.transposed and above.label is None
        yield said, () if turned else symbol.above, turned, end
        return
    meaning = resolve(symbol, lexicon)
    if meaning is None:
        sloped = slope(signs, at, lexicon)
        if sloped is not None:
            yield sloped[0], (), False, sloped[1]
            return
        raised = raised_slope(symbol, lexicon)
        if raised is not None:
            yield raised.tree, raised.power, raised.transposed, end
            return
        step = change(symbol, signs, end, lexicon)
        if step is not None:
            yield step[0], (), False, step[1]
            return
        if symbol.base == "e" and symbol.above and not symbol.accent and not symbol.below and not symbol.bracketed:
            yield Ratio("e", symbol.at), symbol.above, False, end
            return
        if symbol.base == "pi" and not symbol.below:
            yield Ratio("pi", symbol.at), symbol.above, False, end
            return
        *others, meaning = side_by_side(symbol, lexicon)
        for part in others:
            yield part.tree, (), False, at
    elif symbol.base == "e" and not symbol.below and any(sign.kind != "number" for sign in meaning.power):
        meaning = Meaning(Ratio("e", symbol.at), symbol.above)
    yield meaning.tree, meaning.power, meaning.transposed, end


def raised_slope(symbol: Symbol, lexicon: Lexicon) -> Meaning | None:
    """dW2^T: the derivative of the loss, transposed or to a power; None for anything else."""
    if not symbol.above or len(symbol.base) < 2 or not symbol.base.startswith("d") or symbol.base in LETTERS:
        return None
    found = resolve(replace(symbol, base=symbol.base[1:]), lexicon)
    if found is None or not isinstance(found.tree, Ref) or found.tree.updates:
        return None
    if found.tree.tensor == lexicon.network.loss or found.tree.tensor.role is Role.ADJOINT:
        return None
    return replace(found, tree=replace(found.tree, tensor=adjoint(found.tree.tensor), at=symbol.at))


def change(symbol: Symbol, signs: list[Sign], at: int, lexicon: Lexicon) -> tuple[Tree, int] | None:
    r"""\Delta w: what an update adds to a parameter, or subtracts from it; None for anything else."""
    if symbol.base != "Delta" or symbol.accent or symbol.below or symbol.above or at == len(signs):
        return None
    if not starts_symbol(signs[at]):
        return None
    following, end = read_symbol(signs, at)
    meaning = resolve(following, lexicon)
    of = None if meaning is None or meaning.power or meaning.transposed else meaning.tree
    if not isinstance(of, Ref) or of.updates or of.tensor.role is not Role.PARAMETER:
        return None
    old, new = of, replace(of, updates=1)
    first, second = (new, old) if lexicon.ask("change") == "added" else (old, new)
    return Sum((first, Negative(second, symbol.at)), symbol.at), end


def side_by_side(symbol: Symbol, lexicon: Lexicon) -> list[Meaning]:
    """A word as names side by side, wx as w and x; the last has the scripts.

    Raises:
        Misread: nobody knows the name, or the word can be divided in two ways.
    """
    word = symbol.base
    if not symbol.accent and len(word) <= LONGEST:
        found = [cut for cut in divisions(word) if all(part is not None for part in meanings(symbol, cut, lexicon))]
        if len(found) == 1:
            return [part for part in meanings(symbol, found[0], lexicon) if part is not None]
        if found:
            raise Misread(symbol.at, f"expected a name or an operator between two, found {word}")
    raise unknown(symbol, lexicon)


def divisions(word: str) -> list[tuple[str, ...]]:
    """All ways to divide a word into several names, each of which begins with a letter."""
    found = []
    for cut in range(1, len(word)):
        if word[cut].isalpha():
            found += [(word[:cut], *rest) for rest in ((word[cut:],), *divisions(word[cut:]))]
    return found


def meanings(symbol: Symbol, parts: tuple[str, ...], lexicon: Lexicon) -> list[Meaning | None]:
    """What the parts of a word mean, None for those that cannot be read; it counts as a use of none of them."""
    found = []
    at = symbol.at
    apart = lexicon.choosing({})
    for part in parts:
        last = at + len(part) == symbol.at + len(symbol.base)
        piece = replace(symbol, base=part, at=at) if last else Symbol(part, at, at + len(part))
        try:
            found.append(resolve(piece, apart))
        except Misread:
            found.append(None)
        at += len(part)
    return found


def slope(signs: list[Sign], at: int, lexicon: Lexicon) -> tuple[Tree, int] | None:
    """dE/dw5, or dW2 alone: the derivative of the loss."""
    found = differential(signs, at, lexicon)
    if found is None:
        return in_one_word(signs, at, lexicon)
    of, end = found
    if end < len(signs) and signs[end].text == "/":
        under = differential(signs, end + 1, lexicon)
        if under is not None:
            return Slope(of, under[0], at=signs[at].at), under[1]
    if of.tensor == lexicon.network.loss or of.updates:
        raise Misread(signs[at].at, "expected a derivative of one quantity by another, found half of it")
    return replace(of, tensor=adjoint(of.tensor), at=signs[at].at), end
