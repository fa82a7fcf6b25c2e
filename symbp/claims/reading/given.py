r"""A bar that repeats a given number, \left. \frac{\partial E}{\partial w_5} \right|_{w_5 = 0.4}: nothing changes."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ...language import Network, Role
from ..tree import Ref
from .lexicon import Lexicon
from .numeral import numeral
from .resolve import resolve
from .sign import Sign
from .symbol import read_symbol, starts_symbol

GIVEN = (Role.INPUT, Role.TARGET, Role.PARAMETER)


def repeats(signs: Sequence[Sign], lexicon: Lexicon) -> bool:
    """Whether some signs say that a given quantity has the number that the network gives it.

    Raises:
        Misread: a name with scripts that it does not have.
    """
    cut = next((n for n, sign in enumerate(signs) if sign.kind == "sign" and sign.text == "="), 0)
    name, value = list(signs[:cut]), list(signs[cut + 1 :])
    negative = bool(value) and value[0].text in ("-", "−")
    value = value[1:] if negative else value
    if not name or not starts_symbol(name[0]) or not value or value[0].kind != "number":
        return False
    symbol, end = read_symbol(name, 0)
    claimed, behind = numeral(value, 0)
    meaning = resolve(symbol, lexicon) if end == len(name) and behind == len(value) else None
    if meaning is None or meaning.power or not isinstance(meaning.tree, Ref):
        return False
    known = number_of(meaning.tree, lexicon.network)
    return known is not None and known == (-claimed if negative else claimed)


def number_of(ref: Ref, network: Network) -> Decimal | None:
    """The number that a network gives a quantity which has a name of its own; None for any other."""
    if ref.updates or ref.state or ref.indices or ref.example is not None or ref.tensor.role not in GIVEN:
        return None
    place = next(
        (at for (owner, at), name in network.element_names if (owner, name) == (ref.tensor.name, ref.single)), ()
    )
    value: object = dict(network.numbers.values).get(ref.tensor.name)
    for index in place:
        if not isinstance(value, Sequence) or index >= len(value):
            return None
        value = value[index]
    return value if isinstance(value, Decimal) else None
