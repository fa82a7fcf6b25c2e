"""A tensor with what stands below a symbol as its indices: letters, numbers, names of units."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from ...language import Role, Tensor
from ..tree import Letter, Number, Ref, Tree
from ..walk import walk
from .above import Above
from .classes import IMPLIED, indices
from .lexicon import Lexicon
from .misread import Misread
from .script import positions
from .sign import Sign
from .symbol import Symbol

EXAMPLES = ("i", "n", "m", "s", "x")  # letters that may count examples as well as units


@dataclass(frozen=True)
class Found:
    """A quantity, and whether what stands raised has been used up as its label."""

    tree: Tree
    label: bool = False


def indexed(symbol: Symbol, tensor: Tensor, above: Above, lexicon: Lexicon) -> Found | None:
    """A tensor with the indices below a symbol, labels such as time first."""
    label: tuple[Tree, ...] = ()
    signs = below_signs(symbol)
    last = lexicon.last_of(tensor) if tensor.labels and isinstance(above.label, Letter) else None
    if last is not None and isinstance(above.label, Letter) and above.label.name == last.mark:
        output = indexed(symbol, last, replace(above, label=None), lexicon)
        return None if output is None else replace(output, label=True)
    if len(tensor.labels) == 1 and above.label is not None and raises_label(above, signs, lexicon):
        label = (above.label,)
    used = bool(label)
    if not signs:
        return Found(Ref(tensor, label, example=above.example, at=symbol.at), used)
    wanted = len(tensor.sizes) + len(tensor.labels) - len(label)
    found = places(signs, wanted, lexicon)
    if found is None and tensor.labels and not label:
        found = places(signs, len(tensor.labels), lexicon)
    if found is None and not label:
        found = without_ones(tensor, signs, lexicon)
    example = above.example
    if found is None and len(tensor.sizes) > 1 and lexicon.names.example in tensor.sizes:
        found = places(signs, wanted - 1, lexicon)
        named = above.label is not None and above.bracket == "("
        classes = [tree.example for tree in found or () if isinstance(tree, Ref)]
        if example is None and classes:
            example = classes[0]
        elif example is None and found is not None and not (named or lexicon.one_example):
            counts = any(not isinstance(tree, Letter) or tree.name in EXAMPLES for tree in found)
            if counts and (len(found) > 1 or (lexicon.names.layers and not isinstance(found[0], Letter))):
                raise Misread(symbol.at, f"expected the example of {tensor.name} as well, found {symbol.shown}")
            if counts and lexicon.ask("lone") == "examples":
                return Found(Ref(tensor, label, example=found[0], at=symbol.at), used)
            example = Letter(IMPLIED, symbol.at)  # the same unspoken example everywhere
    row = places(signs, 1, lexicon) if found is None and not label and is_table(tensor) else None
    if row is not None and (symbol.base != tensor.name or not isinstance(row[0], Letter) or row[0].name in EXAMPLES):
        return Found(Ref(tensor, (*row, Letter(":", symbol.at)), at=symbol.at))  # v_j is a row of V
    if found is None:
        expected = "no indices" if not wanted else f"{wanted} indices"
        raise Misread(symbol.at, f"expected {expected} for {tensor.name}, found {symbol.shown}")
    if len(found) == wanted:
        check_range(symbol, tensor, found)
    return Found(Ref(tensor, label + found, example=example, at=symbol.at), used)


def is_table(tensor: Tensor) -> bool:
    """Whether it has rows that stand for themselves, as queries and keys do: no parameter."""
    return len(tensor.sizes) == 2 and not tensor.labels and tensor.role is not Role.PARAMETER


def without_ones(tensor: Tensor, signs: tuple[Sign, ...], lexicon: Lexicon) -> tuple[Tree, ...] | None:
    """The indices where those of sizes of 1 are left out: a_2 is a_{21} where a layer has one unit."""
    wide = [size for size in tensor.sizes if size != 1]
    found = places(signs, len(wide), lexicon) if 0 < len(wide) < len(tensor.sizes) and not tensor.labels else None
    if found is None:
        return None
    left = iter(found)
    return tuple(Number(Decimal(1), signs[0].at) if size == 1 else next(left) for size in tensor.sizes)


def check_range(symbol: Symbol, tensor: Tensor, found: tuple[Tree, ...]) -> None:
    """Indices that are numbers lie in the tensor.

    Raises:
        Misread: one does not.
    """
    for tree, size in zip(reversed(found), reversed(tensor.sizes), strict=False):
        if isinstance(tree, Number) and isinstance(size, int) and not 1 <= tree.value <= size:
            raise Misread(symbol.at, f"expected an index of {tensor.name} from 1 to {size}, found {tree.value}")


def raises_label(above: Above, below: tuple[Sign, ...], lexicon: Lexicon) -> bool:
    """Whether what is raised is a layer or a time: in brackets, or as letters where no exponent could stand."""
    if lexicon.network.cases:
        return True
    letters = lexicon.names.labels
    if any(sign.text in letters for sign in below):
        return False
    if above.bracket:
        return True
    return not isinstance(above.label, Number)


def places(signs: tuple[Sign, ...], count: int, lexicon: Lexicon) -> tuple[Tree, ...] | None:
    """Signs as so many indices; letters that name a quantity, as in W_{xh}, are none."""
    classes = indices(signs, count, lexicon) if count else None
    if classes is not None:
        return classes or None
    found = positions(signs, count) if count else None
    labels = lexicon.names.labels
    for tree in found or ():
        for part in walk(tree):
            if isinstance(part, Letter) and part.name not in labels and lexicon.named(part.name) is not None:
                return None
    return found


def below_signs(symbol: Symbol) -> tuple[Sign, ...]:
    """All that stands below and in square brackets, commas between."""
    found: list[Sign] = []
    for script in (*symbol.below, symbol.bracketed):
        if script:
            found += [Sign("sign", ",", script[0].at, script[0].at)] if found else []
            found += script
    return tuple(found)


def unit_index(symbol: Symbol, tensor: Tensor, above: Above, lexicon: Lexicon) -> Found | None:
    """A tensor with names of units as indices: a^{(2)}_{h1}, w_{h1,i2} whichever way round; None without such names."""
    units = lexicon.names.units
    signs = below_signs(symbol)
    if not signs or not units:
        return None
    if tensor.role is not Role.PARAMETER or len(tensor.sizes) == 1:
        found = positions(signs, 1, units.get(tensor.name))
        if found is None or len(tensor.sizes) != 1:
            return None
        check_range(symbol, tensor, found)
        return Found(Ref(tensor, found, example=above.example, at=symbol.at))
    return None
