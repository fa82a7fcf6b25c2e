"""The symbols of an update rule: its constants, and what it carries on of a parameter, m below which w_5 stands."""

from __future__ import annotations

from collections.abc import Iterator

from symbp.language import Network, Role, Tensor, renewed
from symbp.language.update import LEARNING_RATE, PARAMETER
from symbp.notation import Profile
from symbp.update import base_of, is_power, own, rule

from .names import Name, name

GENERAL = Name(r"\theta")  # any parameter
GRADIENT = Name("g")
LETTERS = {"decay": "lambda"}


def carried_names(network: Network, profile: Profile, symbols: dict[Tensor, Name]) -> Iterator[tuple[Tensor, Name]]:
    """The names of what the network's rule reads and gives: for any parameter, and for each one of the network."""
    found = rule(network.numbers.descent.rule)
    if network.numbers.rate is None or not (found.state or found.constants):
        return
    taken = {symbol.latex for symbol in symbols.values()}
    yield LEARNING_RATE, Name(profile.signs.rate)
    yield PARAMETER, GENERAL
    yield renewed(PARAMETER), Name(f"{GENERAL.head}^{{+}}")
    for constant, _ in found.constants:
        symbol = name(LETTERS.get(constant, constant))
        yield Tensor(constant, role=Role.CONSTANT), name(constant) if symbol.latex in taken else symbol
    for formula in found.formulas:
        if is_power(formula.of):
            yield formula.to, Name(f"{name(base_of(formula.of)).latex}^{{t}}")
    for state in found.state:
        head = name(state.replace("_", "")).head
        general = Tensor(state, role=Role.STATE)
        yield general, Name(head)
        yield renewed(general), Name(f"{head}^{{+}}")
        for tensor in network.with_role(Role.PARAMETER):
            below = written(tensor, symbols[tensor], profile)
            yield own(state, tensor), Name(head, below)
            yield renewed(own(state, tensor)), Name(f"{head}^{{+}}", below)
    for tensor in network.with_role(Role.PARAMETER):
        full = written(tensor, symbols[tensor], profile)
        yield renewed(tensor), Name(f"({full})^{{+}}" if "^" in full else f"{full}^{{+}}")


def written(tensor: Tensor, symbol: Name, profile: Profile) -> str:
    """A parameter in full, its layer in brackets."""
    opening, closing = profile.layer
    above = f"^{{{opening}{tensor.mark}{closing}}}" if tensor.mark else ""
    return f"{symbol.head}{above}" + (f"_{{{symbol.below}}}" if symbol.below else "")
