"""A formula claimed to equal another: sigma'(z) = a (1 - a), compared at random values of what is given."""

from __future__ import annotations

import math
import random
from decimal import Decimal

from ...errors import SymbpError
from ...language import Expression, Network, Role, Tensor, elements
from ..book import Book
from ..compose import Composer
from ..evaluate import evaluate
from ..records import Outcome, Verdict
from ..sheet import Kind, Line
from ..trace import Trace
from ..tree import Tree

POINTS = 20
NEAR = 1e-9  # relative: what the rounding of floats may add up to
MOST = 100  # entries


def composed_verdict(network: Network, book: Book, left: Tree, right: Tree) -> Outcome:
    """Whether two formulas agree at random inputs and parameters, in double precision.

    Targets and constants stay as they are given, for what is known about them has to stay true.
    """
    composer = Composer(network, book)
    try:
        one, other = composer.of(left), composer.of(right)
    except SymbpError as error:
        return Outcome(Verdict.UNDECIDED, "unread", note=(("message", str(error)),))
    if one.shape != other.shape:
        return Outcome(Verdict.WRONG, "shape")
    if one.size > MOST:
        return Outcome(Verdict.UNDECIDED, "time")
    lines = [line for line in composer.lines.values() if line.tensor not in book.truth]
    draw, compared = random.Random(1), 0
    for _ in range(2 * POINTS):
        values = evaluate(book.sheet, moved(book, draw))
        for mine, theirs in zip(one.flat, other.flat, strict=True):
            a, b = (worth(body, lines, values) for body in (mine, theirs))
            if not math.isfinite(a) or not math.isfinite(b):
                break
            if abs(a - b) > NEAR * max(abs(a), abs(b), 1e-3):
                return Outcome(Verdict.WRONG, "counterexample", true=shown(a), found=shown(b))
        else:
            compared += 1
        if compared == POINTS:
            return Outcome(Verdict.RIGHT, "sampled", POINTS, note=(("precision", "double"),))
    return Outcome(Verdict.UNDECIDED, "no-points")


def moved(book: Book, draw: random.Random) -> dict[Tensor, float]:
    """Other inputs and parameters, near enough that a logarithm stays a number."""
    free = book.network.with_role(Role.INPUT, Role.PARAMETER)
    return {tensor: book.truth[tensor] * draw.uniform(0.6, 1.5) + draw.uniform(-0.05, 0.05) for tensor in free}


def worth(body: Expression, lines: list[Line], values: dict[Tensor, float]) -> float:
    """The value of a formula where the sheet has these values."""
    trace, result = Trace(), Tensor("claim/result")
    every = [*lines, Line(Kind.VALUE, result, body, result)]
    defined = {line.tensor for line in every}
    for tensor in dict.fromkeys(e.tensor for line in every for e in elements(line.formula)):
        if tensor not in defined:
            trace.put(tensor)
    for line in every:
        trace.define(line.tensor, line.formula)
    return float(trace.floats(values)[trace.of[result]])


def shown(value: float) -> Decimal:
    """A value with as many digits as are certain."""
    return Decimal(f"{value:.10g}")
