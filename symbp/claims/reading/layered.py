r"""Symbols of networks in layers: W^{[1]}, w^{(2)}_{11}, z^l_j, a_{2}, \delta^{(3)}, W2, h_1."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ...language import Role, Tensor, adjoint
from ..tree import Letter, Negative, Number, Ref, Sum, Tree
from .above import Above
from .also import kronecker
from .found import Found, below_signs, indexed, unit_index
from .lexicon import Lexicon
from .misread import Misread
from .script import positions
from .sign import Sign
from .symbol import Symbol


def layered(symbol: Symbol, above: Above, lexicon: Lexicon) -> Found | None:
    """A tensor of one layer, with or without indices; None where the symbol is none.

    Raises:
        Misread: a layer that the network does not have, or indices that the tensor does not have.
    """
    last = lexicon.last("z")
    if symbol.accent or (kronecker(symbol) is not None and last is not None and len(last.sizes) < 2):
        return None
    labelled = error_of_labels(symbol, above, lexicon)
    if labelled is not None:
        return labelled
    base, symbol = split(symbol)
    if lexicon.batched and isinstance(above.label, Number) and above.bracket == "(" and above.example is None:
        made = of_layer(base, symbol, replace(above, label=None, bracket="", example=above.label), lexicon)
        return None if made is None else replace(made, label=True)
    try:
        return of_layer(base, symbol, above, lexicon)
    except Misread:
        other = layer_below(symbol, above, lexicon)
        if other is None:
            raise
        return of_layer(base, symbol, other, lexicon)


def layer_below(symbol: Symbol, above: Above, lexicon: Lexicon) -> Above | None:
    """What is raised as an exponent, A_1^2, or as an example, z_2^{(3)}, the layer being the number below."""
    first = symbol.below[0] if symbol.below else ()
    if not isinstance(above.label, Number) or len(first) != 1 or first[0].kind != "number":
        return None
    if not above.bracket:
        return replace(above, label=None)
    batch = above.bracket == "(" and lexicon.names.example is not None and above.example is None
    return replace(above, label=None, bracket="", example=above.label) if batch else None


def of_layer(base: str, symbol: Symbol, above: Above, lexicon: Lexicon) -> Found | None:
    """A tensor of one layer, whose number stands raised or below; None where the symbol is none.

    Raises:
        Misread: a layer that the network does not have, or indices that the tensor does not have.
    """
    family = "z" if base == "delta" else lexicon.family(base)
    if not family or not lexicon.names.layers:
        return None
    if (made := pick(symbol, family, above, lexicon)) is None:
        return None
    tensor, rest, used = made
    example = above.label if not used and above.bracket == "(" and lexicon.names.example is not None else above.example
    above = replace(above, label=None, example=example)
    found = unit_index(rest, tensor, above, lexicon) or plain(rest, tensor, above, lexicon)
    if base != "delta":
        return replace(found, label=used)
    assert isinstance(found.tree, Ref)
    return Found(replace(found.tree, tensor=adjoint(found.tree.tensor)), used)


def split(symbol: Symbol) -> tuple[str, Symbol]:
    """W2 as W with a 2 below it."""
    letters = symbol.base.rstrip("0123456789")
    if letters == symbol.base or not letters:
        return symbol.base, symbol
    digits = Sign("number", symbol.base[len(letters) :], symbol.at + len(letters), symbol.at + len(symbol.base))
    return letters, replace(symbol, base=letters, below=((digits,), *symbol.below))


def pick(symbol: Symbol, family: str, above: Above, lexicon: Lexicon) -> tuple[Tensor, Symbol, bool] | None:
    """The tensor of the layer that stands raised or below, what is left of the symbol, and whether it stood raised."""
    if above.label is not None and above.bracket != "<":
        example = above.bracket == "(" and lexicon.names.example is not None
        try:
            tensor = by_label(symbol, family, above.label, lexicon)
        except Misread:
            if not example:
                raise
            tensor = None  # a_2^{(4)}: example 4 of layer 2
        if tensor is not None and not (example and symbol.base in ("h", "H") and tensor == lexicon.outputs):
            return tensor, symbol, True
        if not example:
            return None
    only = lexicon.only(family)
    hidden = lexicon.names.layers[family].get(2) if lexicon.names.depth == 2 and symbol.base in ("h", "H") else None
    found = only or hidden
    if found is not None:
        rest = without_layer(symbol, found, lexicon) if only is not None else None
        return found, rest or symbol, False
    counted = symbol.below and symbol.below[0] and symbol.below[0][0].kind == "number"
    last = lexicon.last(family) if lexicon.outermost and family in ("z", "a") and above.label is None else None
    if last is not None and not counted:
        return last, symbol, False
    if not symbol.below:
        return None
    unit = hidden_unit(symbol, family, lexicon)
    if unit is not None:
        return unit, symbol, False
    first = symbol.below[0]
    if not first or not first[0].text.isdecimal():
        return None
    digits = first[0].text
    rest = replace(symbol, below=symbol.below[1:])
    if len(first) > 2 and first[1].text == "," and lexicon.network.example is None:
        rest = replace(symbol, below=(first[2:], *symbol.below[1:]))
    elif len(first) > 1:
        return None
    if len(digits) > 1 and not rest.below and lexicon.network.example is None:
        rest = replace(symbol, below=((first[0]._replace(text=digits[1:]),),))
        digits = digits[0]
    tensor = by_label(symbol, family, Number(Decimal(digits[:9]), symbol.at), lexicon)
    if tensor is None:
        return None
    if rest.below and positions(below_signs(rest), len(tensor.sizes)) is None:
        return None
    return tensor, rest, False


def hidden_unit(symbol: Symbol, family: str, lexicon: Lexicon) -> Tensor | None:
    """The hidden layer where z_2 is its second unit; None where it is a layer."""
    hidden = lexicon.names.layers[family].get(2)
    if lexicon.names.depth != 2 or family not in ("z", "a") or hidden is None or symbol.bracketed:
        return None
    if len(symbol.below) != 1 or len(symbol.below[0]) != 1 or symbol.below[0][0].kind != "number":
        return None
    return hidden if lexicon.ask("below") == "hidden units" else None


def without_layer(symbol: Symbol, tensor: Tensor, lexicon: Lexicon) -> Symbol | None:
    """The symbol without the number of the only layer, as in w2[1] or b2; None where that is an index: w_2."""
    first = symbol.below[0] if symbol.below else ()
    counted = (tensor.mark, str(int(tensor.mark) - 1))  # the inputs being layer 1, or 0
    if len(first) != 1 or first[0].kind != "number" or first[0].text not in counted:
        return None
    alone = all(size == 1 for size in tensor.sizes)
    if symbol.bracketed or len(symbol.below) > 1 or alone or lexicon.ask("digits") == "layers":
        return replace(symbol, below=symbol.below[1:])
    return None


def by_label(symbol: Symbol, family: str, label: Tree, lexicon: Lexicon) -> Tensor | None:
    """The tensor of a layer by its number, or by L for the last one.

    Raises:
        Misread: there is no such layer.
    """
    number = back_from_last(label)
    if number is not None:
        return lexicon.last(family, number)
    if isinstance(label, Number):
        tensor = lexicon.layer(family, int(label.value))
        if tensor is None:
            raise Misread(symbol.at, f"expected a layer of the network, found {symbol.base} of layer {label.value}")
        return tensor
    return None


def back_from_last(label: Tree) -> int | None:
    """How many layers before the last one: 0 for L, 1 for L - 1; None for anything else."""
    if isinstance(label, Letter):
        return 0 if label.name == "L" else None
    if isinstance(label, Sum) and len(label.parts) == 2:
        last, back = label.parts
        if isinstance(last, Letter) and last.name == "L" and isinstance(back, Negative) and isinstance(back.of, Number):
            return int(back.of.value)
    return None


def plain(symbol: Symbol, tensor: Tensor, above: Above, lexicon: Lexicon) -> Found:
    """The tensor with indices, or as a whole."""
    found = indexed(symbol, tensor, replace(above, label=None), lexicon)
    assert found is not None
    return found


def error_of_labels(symbol: Symbol, above: Above, lexicon: Lexicon) -> Found | None:
    r"""\delta^l_j of a network whose layers are a label: the derivative of the loss by z^l_j."""
    inner = [tensor for tensor in lexicon.names.roles[Role.PREACTIVATION] if tensor.labels]
    if symbol.base != "delta" or len(inner) != 1 or above.label is None:
        return None
    found = indexed(symbol, inner[0], above, lexicon)
    if found is None or not isinstance(found.tree, Ref):
        return None
    return Found(replace(found.tree, tensor=adjoint(inner[0])), found.label)
