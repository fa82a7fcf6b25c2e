"""Confirming a certificate by other means: plain diff, central differences, and samples of steps exactly by SymPy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from symbp.derivation import Derivation, Result, Step
from symbp.language import Element, Expression, node

from .algebra import AlgebraView, Unfold, levels
from .evaluator import Program
from .field import Undefined
from .plain import Differences, PlainDiff, TooLarge, Way
from .points import points
from .records import Path
from .sampling import Sampling
from .setting import Unbound, position
from .stated import Stated, state
from .target import Target

SAMPLES = 2  # elements of each end result
ROUGH = 1e-6  # what central differences reach
CLOSE = 1e-9
FLOOR = 1e-3  # what derivatives smaller than it are compared against


@node
class Confirmation:
    """What one method found about one result or step.

    Methods: "plain-diff" and "differences" on a result's last step, "algebra" on a step and the one before it.  Kinds:
    "agrees", "exact" (by SymPy), "refuted", and "skipped" for a `reason`: "too-large", "undefined", "not-shown",
    "no-points".
    """

    path: Path
    method: str
    kind: str
    compared: int = 0
    reason: str = ""


def confirm(derivation: Derivation) -> tuple[Confirmation, ...]:
    """Every end result by plain diff and by central differences, and every step, at one point, by SymPy."""
    sampling = Sampling(derivation)
    ways: list[tuple[str, Way, float]] = []
    if sampling.smallest is not None:
        ways.append(("plain-diff", PlainDiff(sampling.smallest), CLOSE))
    if sampling.floating:
        ways.append(("differences", Differences(sampling.floating[0]), ROUGH))
    written = levels(sampling.plan, sampling.settings[:1])
    found: list[Confirmation] = []
    for number, result in enumerate(derivation.results):
        target = Target(sampling, result.quantity, result.case)
        for name, way, tolerance in ways:
            blank = Confirmation((number, len(result.steps) - 1), name, "skipped")
            found.append(end_result(target, result, blank, way, tolerance))
        found.extend(exact_steps(target, derivation, result, (number,), written))
    return tuple(found)


def end_result(target: Target, result: Result, blank: Confirmation, way: Way, tolerance: float) -> Confirmation:
    """The last step's value at some elements, beside what a way of differentiating gives."""
    assert isinstance(result.quantity, Element) and result.quantity.tensor.of is not None
    tensor, at = result.quantity.tensor.of, result.quantity.labels + result.quantity.indices
    slots = {index: slot for slot, index in enumerate(target.free)}
    view, pairs = target.sample(way.oracle)
    chosen = pairs[:: max(1, (len(pairs) - 1) // (SAMPLES - 1))][:SAMPLES]
    claim = Program(result.answer, target.free)
    for values, _ in chosen:
        key = tuple(position(p, slots)(view.setting, list(values)) for p in at)
        try:
            expected, value = way(tensor, key), float(claim(view, values))
        except TooLarge:
            return replace(blank, reason="too-large")
        except Undefined:
            return replace(blank, reason="undefined")
        if abs(expected - value) > tolerance * max(abs(expected), abs(value), FLOOR):
            return replace(blank, kind="refuted", compared=len(chosen))
    return replace(blank, kind="agrees", compared=len(chosen)) if chosen else replace(blank, reason="no-points")


def exact_steps(
    target: Target, derivation: Derivation, result: Result, above: Path, written: tuple[Unfold, ...]
) -> Iterator[Confirmation]:
    """Every step but the first beside the one before it, and those of the substeps."""
    for place, step in enumerate(result.steps):
        here = (*above, place)
        before = result.steps[place - 1].expression if place else None
        if before is not None and before != step.expression:
            shown = any(same(target, derivation, before, step, unfold) for unfold in written)
            yield Confirmation(
                here, "algebra", "exact" if shown else "skipped", int(shown), "" if shown else "not-shown"
            )
        for number, inner in enumerate(step.substeps):
            below = Target(target.sampling, inner.quantity, inner.case)
            yield from exact_steps(below, derivation, inner, (*here, number), written)


def same(target: Target, derivation: Derivation, before: Expression, step: Step, unfold: Unfold) -> bool:
    """Whether SymPy shows a step's equality, at the last element, at the first setting."""
    sampling = target.sampling
    if not sampling.settings:
        return False
    setting = sampling.settings[0]
    try:
        stated = known(derivation, target, step)
        view = AlgebraView(sampling.plan, setting, target.case, unfold=unfold, stated=stated)
        at = points(sampling.plan, target.quantity, target.case, target.free, setting)[-1:]
        left, right = Program(before, target.free), Program(step.expression, target.free)
        return bool(at) and all(view.field.same(left(view, values), right(view, values)) for values in at)
    except (Undefined, Unbound):
        return False


def known(derivation: Derivation, target: Target, step: Step) -> tuple[Stated, ...]:
    """The adjoints that a step writes out, as their own results state them."""
    if step.reason != "substitute":
        return ()
    return tuple(
        one
        for result in derivation.results
        if isinstance(result.quantity, Element) and result.quantity.tensor in step.using and result.case == target.case
        for one in state(result)
    )
