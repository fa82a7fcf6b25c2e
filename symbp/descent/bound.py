"""Which learning rates make the factor smaller than 1: the inequality solved step by step."""

from __future__ import annotations

from fractions import Fraction

from ..language import ONE, ZERO, Expression, Tensor, as_expression
from .claims import Chapter, Claim, Relation
from .factor import Track, stretch
from .letters import symbol
from .records import Quadratic
from .surd import Surd


def bound(track: Track, found: Quadratic | None) -> Chapter:
    """|1 - curvature*rate| < 1 solved for the rate, for the largest curvature; or why no rate does it."""
    if found is None:
        curve = Tensor("curvature", letter=track.names.curve)
        return Chapter("bound", solved(track, symbol(curve), (curve,)))
    steepest = largest(found)
    if found.rest is None:
        return Chapter("no-bound", ())
    if steepest is None or any(mode.curvature.sign < 0 for mode in found.modes):
        return Chapter("no-bound", too_large(track, found))
    return Chapter("bound", solved(track, steepest.expression(), ()))


def largest(found: Quadratic) -> Surd | None:
    """The largest curvature, if it is positive."""
    best: Surd | None = None
    for mode in found.modes:
        if mode.curvature.sign > 0 and (best is None or mode.curvature.minus(best).sign > 0):
            best = mode.curvature
    return best


def solved(track: Track, curvature: Expression, positive: tuple[Tensor, ...]) -> tuple[Claim, ...]:
    """From |q| < 1 to 0 < rate < 2/curvature."""
    factor = stretch(track, curvature)
    wanted = Relation((factor, ONE), ("<",), absolute=True)
    between = Relation((as_expression(-1), factor, ONE), ("<", "<"))
    less = Relation((as_expression(-2), -(curvature * track.rate), ZERO), ("<", "<"))
    largest_rate = as_expression(2) / curvature
    turned = Relation((largest_rate, track.rate, ZERO), (">", ">"))
    read = Relation((ZERO, track.rate, largest_rate), ("<", "<"))
    return (
        Claim("shrink", (wanted,), "given"),
        Claim("absolute", (between,), "absolute", before=wanted, positive=positive),
        Claim("subtract", (less,), "add", before=between, by=as_expression(-1), positive=positive),
        Claim("divide", (turned,), "multiply", before=less, by=as_expression(-1) / curvature, positive=positive),
        Claim("read", (read,), "turned", before=turned),
    )


def too_large(track: Track, found: Quadratic) -> tuple[Claim, ...]:
    """Where a function is not curved upwards, a factor is not smaller than 1 for any positive rate."""
    bent = [mode.curvature for mode in found.modes if mode.curvature.sign < 0]
    relations = tuple(Relation((stretch(track, curvature), ONE), (">",)) for curvature in bent)
    return (Claim("grows", relations, "positive", positive=(track.names.eta(),)),) if relations else ()


def ranges(found: Quadratic) -> tuple[Fraction, Fraction] | None:
    """The rate that hits the minimum in one step and the one that oscillates for ever, of a function with one mode."""
    if len(found.modes) != 1 or found.rest is None or found.modes[0].curvature.sign <= 0:
        return None
    curvature = found.modes[0].curvature.whole
    return 1 / curvature, 2 / curvature
