r"""Letters that may stand for the units of any layer: \delta_j = out_j (1 - out_j) \sum_k \delta_k w_{jk}."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import product
from typing import TypeVar

from ...language import Network, Role
from .lexicon import Lexicon
from .misread import Misread
from .outermost import symbols_of
from .scan import scan
from .symbol import Symbol, flat
from .tidy import tidy
from .units import ROLES, layers

LETTERS = "ijklmn"
FORWARD = (Role.PREACTIVATION, Role.ACTIVATION)
WEIGHTS = ("w", "W")
OTHERS = ("x", "b")
MOST = 3  # letters in one statement
_MEASURED = re.compile(r"[0-9][.,][0-9]|\.[0-9]")
Read = TypeVar("Read")


def in_any_layer(sides: Sequence[str], lexicon: Lexicon, read: Callable[[Lexicon], Read]) -> list[Read]:
    """What a statement says in every layer that its letters can mean; as it stands where it has no such letters.

    Raises:
        Misread: it can be read of no layer, or it leaves open which weights w_{ij} are.
    """
    try:
        return [read(lexicon)]
    except Misread as error:
        symbols = [of_units(side, lexicon) for side in sides] if layers(lexicon.network) else []
        every = [symbol for side in symbols for symbol in side]
        letters = sorted({letter for symbol in every for letter in below(symbol)} & set(LETTERS))
        own = layers(lexicon.network)
        if not 0 < len(letters) <= MOST or all(letter in own for letter in letters):
            raise
        failed = error
    pairs = {below(symbol) for symbol in every if symbol.base in WEIGHTS}
    order = list(heights(lexicon.network))
    unknown = next((symbol for symbol in every if not is_known(symbol, (*letters, *order))), None)
    if unknown is not None or not connected(letters, pairs):
        raise Misread((unknown or every[0]).at, f"expected the layer of {(unknown or every[0]).shown}, found none")
    if any(_MEASURED.search(side) for side, inner in zip(sides, symbols, strict=True) if not inner):
        raise Misread(every[0].at, f"expected the unit of {every[0].shown}, of which a number is said, found none")
    found: list[tuple[bool | None, Read]] = []
    for rows in places(every, letters, pairs, lexicon.network):
        if runs_back(sides[0], symbols, rows):
            continue
        ways = {rows[pair[0]] < rows[pair[1]] for pair in pairs}
        if len(ways) > 1 or (len(lexicon.upwards) == 1 and ways and ways != lexicon.upwards):
            continue
        try:
            made = read(replace(lexicon, standing=tuple((letter, order[rows[letter]]) for letter in letters)))
        except Misread:
            continue
        found.append((next(iter(ways), None), made))
    if not found:
        raise failed
    if any(way is not found[0][0] for way, _ in found):
        raise Misread(every[0].at, f"expected one meaning of w_{min(pairs)}, found either order of its units")
    lexicon.upwards.update(way for way, _ in found if way is not None)
    return [made for _, made in found]


def of_units(side: str, lexicon: Lexicon) -> list[Symbol]:
    """The symbols of a side with letters of units below, which are no names of their own."""
    try:
        symbols = symbols_of(tidy(scan(side)))
    except Misread:
        return []
    own = layers(lexicon.network)
    found = []
    for symbol in symbols:
        word = below(symbol)
        of_letters = bool(word) and all(part in LETTERS or part in own for part in word)
        if of_letters and len(word) <= len(WEIGHTS) and lexicon.named(symbol.base + word) is None:
            found.append(symbol)
    return found


def below(symbol: Symbol) -> str:
    """What stands below a symbol as one word."""
    return "".join(flat(script) for script in symbol.below)


def is_known(symbol: Symbol, letters: Sequence[str]) -> bool:
    """Whether a symbol is a quantity of a unit, or the weight between two, of layers that some letters stand for."""
    several = 2 if symbol.base in WEIGHTS else 1
    plain = len(symbol.below) == 1 and not (symbol.accent or symbol.bracketed) and set(below(symbol)) <= set(letters)
    return plain and len(below(symbol)) == several and symbol.base in (*ROLES, *WEIGHTS, *OTHERS)


def heights(network: Network) -> dict[str, int]:
    """The letters of all layers from the inputs up."""
    equations = [equation.tensor for equation in network.equations]
    own = layers(network)
    found = {}
    for letter, tensors in own.items():
        inner = [equations.index(tensor) for tensor in tensors if tensor.role in FORWARD and tensor in equations]
        if inner or any(tensor.role is Role.INPUT for tensor in tensors):
            found[letter] = max(inner, default=-1)
    return dict(sorted(found.items(), key=lambda pair: pair[1]))


def places(
    symbols: Sequence[Symbol], letters: Sequence[str], pairs: set[str], network: Network
) -> list[dict[str, int]]:
    """Every way to give letters a layer, counted from the inputs: all has a meaning, and weights join neighbours."""
    order, own = list(heights(network)), layers(network)
    roles = [{tensor.role for tensor in own[letter]} for letter in order]
    fixed = [letter for n, letter in enumerate(order) if letter not in letters or Role.INPUT not in roles[n]]
    given = {letter: order.index(letter) for letter in fixed}
    found = []
    for rows in product(range(len(order)), repeat=len(letters)) if len(order) <= 2 * MOST else ():
        made = {**dict(zip(letters, rows, strict=True)), **given}
        wanted = [(made[below(symbol)], role(symbol)) for symbol in symbols if symbol.base not in WEIGHTS]
        fits = all(kind is None or kind in roles[row] for row, kind in wanted)
        if made not in found and fits and all(abs(made[pair[0]] - made[pair[1]]) == 1 for pair in pairs):
            found.append(made)
    return found


def role(symbol: Symbol) -> Role | None:
    """The role of what a symbol means; None for a bias."""
    return Role.INPUT if symbol.base == "x" else ROLES.get(symbol.base)


def connected(letters: Sequence[str], pairs: set[str]) -> bool:
    """Whether weights join all letters, so that the layer of one says those of the others."""
    reached = set(letters[:1])
    for _ in letters:
        reached |= {letter for pair in pairs if set(pair) & reached for letter in pair}
    return set(letters) <= reached


def runs_back(left: str, symbols: Sequence[Sequence[Symbol]], rows: dict[str, int]) -> bool:
    """Whether a unit would be calculated from a layer above it, or its error from a layer below, as in no network."""
    first = symbols[0][0] if symbols[0] else None
    if first is None or first.base in WEIGHTS:
        return False
    own = rows[below(first)]
    others = [rows[letter] for side in symbols for symbol in side for letter in below(symbol)]
    slope = "partial" in left or "∂" in left or left.lstrip().startswith("d")
    if first.base == "delta" or (slope and len(symbols[0]) == 1):
        return min(others) < own
    return role(first) in FORWARD and max(others) > own
