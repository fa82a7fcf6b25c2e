"""The functions that a formula may name: those of the network, of the library of operations, and of school."""

from __future__ import annotations

from functools import cache

import sympy

from ...language import EXP, LOG, Apply, Function, Functional, Network, Tensor, X, bases, remember
from ...library import find, names

GENERIC = frozenset(("sigma", "f", "g", "phi", "varphi", "h", "s", "activation"))
"""Letters that stand for whatever activation the network has."""

SCHOOL = {
    "exp": EXP,
    "ln": LOG,
    "log": LOG,
    **{
        name: Function(name, formula, elementary=True)
        for name, formula in {
            "sqrt": sympy.sqrt(X),
            "abs": sympy.Abs(X),
            "sign": sympy.sign(X),
            "step": sympy.Heaviside(X, 0),
            "heaviside": sympy.Heaviside(X, 0),
            "sin": sympy.sin(X),
            "cos": sympy.cos(X),
            "sech": 2 / (sympy.exp(X) + sympy.exp(-X)),
            "cosh": (sympy.exp(X) + sympy.exp(-X)) / 2,
            "sinh": (sympy.exp(X) - sympy.exp(-X)) / 2,
        }.items()
    },
}


@remember
def own(network: Network) -> dict[str, Function | Functional]:
    """The functions in a network's equations, by name and by letter."""
    found: dict[str, Function | Functional] = {}
    for equation in network.equations:
        for base in bases(equation.body):
            function = base.function if isinstance(base, Apply) else base
            if isinstance(function, Function | Functional):
                for name in (function.name, function.letter.lstrip("\\")):
                    found.setdefault(name, function)
    return found


@remember
def activations(network: Network) -> dict[Tensor, Function]:
    """The function that some equation applies to a tensor, where it is one that has a name."""
    found: dict[Tensor, Function] = {}
    for equation in network.equations:
        for base in bases(equation.body):
            if isinstance(base, Apply) and not base.function.elementary and len(base.argument.terms) == 1:
                inner = base.argument.terms[0].factors
                if len(inner) == 1 and hasattr(inner[0][0], "tensor"):
                    found.setdefault(inner[0][0].tensor, base.function)
    return found


@cache
def library(name: str) -> Function | None:
    """An activation of the library by its name."""
    if name not in names("operations"):
        return None
    found: Function | None = getattr(find("operations", name, "activation"), "FUNCTION", None)
    return found


def function_named(network: Network, name: str, argument: Tensor | None) -> Function | Functional | None:
    """The function a name stands for; a letter such as sigma by what the network applies to the argument."""
    known = own(network).get(name) or library(name) or SCHOOL.get(name)
    if known is not None or name not in GENERIC:
        return known
    applied = activations(network)
    if argument in applied:
        return applied[argument]
    return next(iter(applied.values())) if len(set(applied.values())) == 1 else None
