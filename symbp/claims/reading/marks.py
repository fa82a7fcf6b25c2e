r"""Marks at a name that make it another quantity: w_{5,new}, w_5^{(1)}, y_2^{target}."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from ...language import Role
from ..tree import Number, Ref
from .above import NEW, Above
from .also import with_units
from .lexicon import Lexicon
from .misread import Misread
from .symbol import Symbol, flat

WANTED = ("target", "targ", "true", "actual", "label", "desired")


def of_target(symbol: Symbol, lexicon: Lexicon) -> Ref | None:
    r"""y_2^{target}: the target that belongs to y2, by its number; None without such a word above."""
    if not symbol.above or flat(symbol.above) not in WANTED:
        return None
    targets = lexicon.names.roles[Role.TARGET]
    found = [tensor for tensor in targets if symbol.lower and tensor.name.endswith(symbol.lower)]
    if len(targets) == 1 and not found:
        made = with_units(replace(symbol, above=()), targets[0], Above(), lexicon)
        return made.tree if made is not None and isinstance(made.tree, Ref) else None
    return Ref(found[0], at=symbol.at) if len(found) == 1 and not found[0].sizes else None


def renewed(symbol: Symbol) -> Symbol | None:
    """The symbol without the mark of a new value below: w5_new, w_{5,new}, w_{5_{new}}; None where it has none."""
    last = tuple(sign for sign in symbol.below[-1] if sign.text not in "{}") if symbol.below else ()
    if last and last[-1].text in NEW - {"+", "next"}:
        rest = last[:-1]
        while rest and rest[-1].text in ",_":
            rest = rest[:-1]
        return replace(symbol, below=(*symbol.below[:-1], rest) if rest else symbol.below[:-1])
    return None


def stepped(symbol: Symbol, above: Above) -> bool:
    """Whether a parameter's raised sign says that it is the next one: w_5^{(1)}, w_5^{t+1}.

    Raises:
        Misread: some other number in parentheses.
    """
    if above.bracket == "(" and isinstance(above.label, Number) and above.label.value != Decimal(1):
        raise Misread(symbol.at, f"expected a layer, an update or an exponent, found {symbol.shown} with a bracket")
    return above.later or (above.bracket == "(" and isinstance(above.label, Number))
