"""A different function in place of the right one: a small constant added inside every logarithm.

Programs do so to keep the logarithm away from 0; what they print is then no cross entropy any more.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from ..derivation import Derivation
from ..derive import derive
from ..language import LOG, Apply, Base, Expression, Network, apply, as_expression, bases, rewrite

EXPONENTS = range(4, 17)  # the constants that programs use: 1e-4 to 1e-16


def shifted(derivation: Derivation) -> Iterator[tuple[str, Derivation]]:
    """The derivation anew with 10^-4, 10^-5, ... inside the logarithms; the exponent, and the derivation."""
    network = derivation.network
    if not any(isinstance(base, Apply) and base.function == LOG for e in network.equations for base in bases(e.body)):
        return
    for exponent in EXPONENTS:
        yield f"-{exponent}", derive(with_constant(network, Fraction(1, 10**exponent)))


def with_constant(network: Network, constant: Fraction) -> Network:
    """The network with log(x + constant) for every log(x)."""

    def rule(base: Base) -> Expression | None:
        if isinstance(base, Apply) and base.function == LOG and not base.order:
            return apply(LOG, base.argument + as_expression(constant))
        return None

    changed = tuple(replace(equation, body=rewrite(equation.body, rule)) for equation in network.equations)
    return replace(network, equations=changed)
