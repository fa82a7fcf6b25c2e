"""A tensor with what stands below a symbol as its indices: letters, numbers, names of units."""

from __future__ import annotations

from dataclasses import dataclass

from ...language import Role, Tensor
from ..tree import Ref, Tree
from .above import Above
from .lexicon import Lexicon
from .misread import Misread
from .script import positions
from .sign import Sign
from .symbol import Symbol


@dataclass(frozen=True)
class Found:
    """A quantity, and whether what stands raised has been used up as its label."""

    tree: Tree
    label: bool = False


def indexed(symbol: Symbol, tensor: Tensor, above: Above) -> Found | None:
    """A tensor with the indices below a symbol, labels such as time first."""
    label: tuple[Tree, ...] = ()
    used = False
    if tensor.labels and above.label is not None and len(tensor.labels) == 1:
        label, used = (above.label,), True
    signs = below_signs(symbol)
    if not signs:
        return Found(Ref(tensor, label, example=above.example, at=symbol.at), used)
    wanted = len(tensor.sizes) + len(tensor.labels) - len(label)
    tries = [wanted] if label or not tensor.labels else [wanted, len(tensor.labels)]
    if tensor.sizes and not tensor.labels and len(tensor.sizes) > 1:
        tries.append(len(tensor.sizes) - 1)  # the example said apart, or one axis alone
    for count in tries:
        found = positions(signs, count) if count else None
        if found is not None and (count == wanted or tensor.labels or above.example is not None):
            return Found(Ref(tensor, label + found, example=above.example, at=symbol.at), used)
    expected = "no indices" if not wanted else f"{wanted} indices"
    raise Misread(symbol.at, f"expected {expected} for {tensor.name}, found {symbol.shown}")


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
        return Found(Ref(tensor, found, example=above.example, at=symbol.at))
    return None
