r"""A letter for every unit of a layer whose units are named: o in net_o, \delta_o, w_{ho} where they are o1 and o2."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ...language import Network, Role, Tensor, adjoint, elements, remember
from ..tree import Letter, Number, Ref, SumOver, Tree
from ..walk import rebuilt, walk
from .lexicon import Lexicon
from .misread import Misread
from .spellings import AFTER, BEFORE, TARGETS, unit_places
from .symbol import Symbol, flat

ROLES = {
    **dict.fromkeys((*BEFORE, "delta"), Role.PREACTIVATION),
    **dict.fromkeys(AFTER, Role.ACTIVATION),
    **dict.fromkeys(TARGETS, Role.TARGET),
    "E": Role.PART,
}
Layers = dict[str, tuple[Tensor, ...]]


@remember
def layers(network: Network) -> Layers:
    """The tensors of every layer by the one letter with which the names of its units begin."""
    found: dict[str, tuple[Tensor, ...]] = {}
    tensors = {tensor.name: tensor for tensor in network.tensors()}
    for owner, places in unit_places(network).items():
        begin = {unit.rstrip("0123456789") for unit in places}
        letter = begin.pop() if len(begin) == 1 else ""
        if len(letter) == 1 and letter not in places:
            found[letter] = (*found.get(letter, ()), tensors[owner])
    return found


def meant(lexicon: Lexicon) -> Layers:
    """The tensors of every layer by its letter, and by the letters that stand for it in a statement."""
    known = layers(lexicon.network)
    return {**known, **{letter: known[layer] for letter, layer in lexicon.standing}}


def every_unit(symbol: Symbol, lexicon: Lexicon) -> Ref | None:
    """The quantity of all units of a layer, with the layer's letter as its index; None for anything else."""
    known = meant(lexicon)
    if symbol.accent or symbol.bracketed or len(symbol.below) > 1 or not (symbol.below or lexicon.standing):
        return None
    if symbol.base == "b" and lexicon.standing:
        return bias(symbol, known, lexicon)
    if not symbol.below:
        return None
    word = flat(symbol.below[0])
    if symbol.base in ("w", "W") and len(word) == 2:
        return weight(symbol, word, known, lexicon.network)
    if word not in known or symbol.base not in ROLES:
        return None
    found = [tensor for tensor in known[word] if tensor.role is ROLES[symbol.base] and len(tensor.sizes) == 1]
    if len(found) != 1:
        return None
    tensor = adjoint(found[0]) if symbol.base == "delta" else found[0]
    return Ref(tensor, (Letter(word, symbol.at),), at=symbol.at)


def weight(symbol: Symbol, word: str, known: Layers, network: Network) -> Ref | None:
    """w_{ho} or w_{oh}: the weights between two layers, whichever is named first; None where there are none."""
    for equation in network.equations:
        inner = [letter for letter in word if equation.tensor in known.get(letter, ())]
        if equation.tensor.role is not Role.PREACTIVATION or len(inner) != 1 or len(equation.tensor.sizes) != 1:
            continue
        other = word.replace(inner[0], "", 1)
        used = list(elements(equation.body))
        if not any(element.tensor in known.get(other, ()) for element in used):
            continue
        own = equation.output.indices[-1]
        for element in used:
            if element.tensor.role is Role.PARAMETER and len(element.tensor.sizes) == 2:
                places = tuple(Letter(inner[0] if place == own else other, symbol.at) for place in element.indices)
                return Ref(element.tensor, places, at=symbol.at)
    return None


def bias(symbol: Symbol, known: Layers, lexicon: Lexicon) -> Ref | None:
    """b_j, or b: the bias of the highest layer that letters stand for; None where that has none, or several."""
    standing = [letter for letter, _ in lexicon.standing]
    word = flat(symbol.below[0]) if symbol.below else ""
    for equation in reversed(lexicon.network.equations):
        letters = [letter for letter in standing if equation.tensor in known[letter]]
        if equation.tensor.role is not Role.PREACTIVATION or not letters:
            continue
        used = {element.tensor for element in elements(equation.body)}
        found = [tensor for tensor in used if tensor.role is Role.PARAMETER and len(tensor.sizes) < 2]
        if len(found) != 1 or len(letters) > 1 or word not in ("", letters[0]):
            return None
        return Ref(found[0], tuple(Letter(letters[0], symbol.at) for _ in found[0].sizes), at=symbol.at)
    return None


def at_units(sides: Sequence[Tree], lexicon: Lexicon) -> list[Tree]:
    """The sides where a letter of a layer is the unit that the left side names, else this one: h is h1 beside out_h1.

    Raises:
        Misread: a letter that no sum binds, where neither names a unit of its layer, or one names several.
    """
    known = meant(lexicon)
    if not known:
        return list(sides)
    left = {part.name for part in walk(sides[0]) if isinstance(part, Letter)}
    made = [sides[0]]
    for side in sides[1:]:
        bound = {part.index for part in walk(side) if isinstance(part, SumOver)}
        for letter in sorted({part.name for part in walk(side) if isinstance(part, Letter)} & set(known)):
            if letter not in left | bound:
                side = replaced(side, letter, unit_of((sides[0], side), letter, lexicon))
        made.append(side)
    return made


def unit_of(sides: Sequence[Tree], letter: str, lexicon: Lexicon) -> int:
    """The place of the only unit of a layer that the first of some sides names which names any.

    Raises:
        Misread: none does, or it names several.
    """
    found = next((places for side in sides if (places := named(side, letter, lexicon))), set())
    if len(found) != 1:
        raise Misread(0, f"expected one unit of the layer {letter} in the equation, found {len(found) or 'none'}")
    return found.pop() + 1


def named(side: Tree, letter: str, lexicon: Lexicon) -> set[int]:
    """The places of the units of a layer that a side names."""
    units = unit_places(lexicon.network)
    names = {part.single for part in walk(side) if isinstance(part, Ref) and part.single}
    return {
        place
        for tensor in meant(lexicon)[letter]
        for unit, place in units[tensor.name].items()
        if any(name == unit or name.endswith(f"_{unit}") for name in names)
    }


def replaced(tree: Tree, letter: str, number: int) -> Tree:
    """The tree with a number in the place of a letter in indices."""

    def change(part: Tree) -> Tree:
        if not isinstance(part, Ref):
            return part
        places = tuple(
            Number(Decimal(number), place.at) if isinstance(place, Letter) and place.name == letter else place
            for place in part.indices
        )
        return replace(part, indices=places)

    return rebuilt(tree, change)
