"""Choosing sizes to evaluate at: small, and all different, so that a wrong transpose cannot fit."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from math import prod

from symbp.derivation import Derivation
from symbp.language import Index, Size, indices_in

from .plan import Plan
from .setting import Setting, extent, position
from .sizes import coefficients, extents, label_indices, related

DEPTHS = (3, 4)  # how many layers or time steps a symbolic number of them stands for, in the two settings
SMALL = 3  # integer sizes up to this are always evaluated as they are
AFFORDABLE = 50_000  # work for which integer sizes are evaluated as they are
BEARABLE = 1_000_000  # work for which those are that a coefficient may depend on
POSSIBLE = 20_000_000  # beyond it nothing is evaluated


@dataclass(frozen=True)
class Choice:
    """The settings to certify at.

    `faithful` is false where stand-ins had to be taken for integer sizes that a coefficient may depend on: what agrees
    there agrees, but a disagreement proves nothing.  There is no setting where even that is too much work.
    """

    settings: tuple[Setting, ...]
    faithful: bool = True


def choose(derivation: Derivation, plan: Plan) -> Choice:
    """Two settings, one where nothing is free; integer sizes as they are, where that is affordable."""
    found = extents(derivation)
    integers = tuple(dict.fromkeys(size for size in found if isinstance(size, int)))
    large = {size for size in integers if size > SMALL}
    touched = {size for size in large if is_touched(size, coefficients(derivation))}
    attempts = [(set[int](), AFFORDABLE, True), (large - touched, BEARABLE, True), (large, POSSIBLE, not touched)]
    for shrunk, limit, faithful in [(set[int](), POSSIBLE, True)] if related(derivation) else attempts:
        fixed = {size for size in integers if size not in shrunk}
        pair = tuple(sized(derivation, found, fixed, shrunk, turn) for turn in range(2))
        if max(work(plan, setting) for setting in pair) <= limit:
            return Choice(tuple(dict.fromkeys(pair)), faithful)
    return Choice((), False)


def is_touched(size: int, numbers: frozenset[int]) -> bool:
    """Whether a coefficient may come from a size, as 1/10 or 2/10 in a mean over 10."""
    return any(n > 2 and (n % size == 0 or (size % n == 0 and size // n <= 2)) for n in numbers)


def sized(
    derivation: Derivation, found: tuple[int | Size, ...], fixed: set[int], shrunk: set[int], turn: int
) -> Setting:
    """One of the two settings: every free size differs between them."""
    symbols = [size for size in found if isinstance(size, Size)]
    counted = {index.size for index in label_indices(derivation)}
    depths = {(size.name, ()): DEPTHS[turn] for size in symbols if size in counted}
    known = Setting(tuple(depths.items()))
    widths = dict.fromkeys(name for size in symbols if size not in counted for name in names(size, known))
    wanted = len(widths) + len(shrunk)
    pool = [number for number in range(2, 2 + wanted + len(fixed)) if number not in fixed][:wanted]
    if turn:
        pool = [*pool[1:], pool[0]] if wanted > 1 else [number + 1 for number in pool]
    for_widths, for_integers = pool[: len(widths)], pool[len(widths) :]
    chosen = (*depths.items(), *zip(widths, for_widths, strict=True))
    return Setting(chosen, tuple(zip(sorted(shrunk), for_integers, strict=True)))


def names(size: Size, known: Setting) -> list[tuple[str, tuple[int, ...]]]:
    """A size at all values of the labels it depends on: n(1), n(2), ..."""
    labels = tuple(dict.fromkeys(index for label in size.labels for index in indices_in(label)))
    ranges = [span(index, known) for index in labels]
    slots = {index: slot for slot, index in enumerate(labels)}
    found = []
    for values in product(*ranges):
        at = tuple(position(label, slots)(known, list(values)) for label in size.labels)
        if all(not ranges or any(value in values for values in ranges) for value in at):
            found.append((size.name, at))
    return found


def span(index: Index, known: Setting) -> range:
    """The values of an index over a size that is known already."""
    return range(index.first, index.first + extent(index.size, {})(known, []))


def work(plan: Plan, setting: Setting) -> int:
    """About how many multiplications all adjoints of a network take."""
    edges = elements = 0
    for tensor in plan.network.tensors():
        for labels in plan.labels(tensor, setting):
            count = prod(plan.extents(tensor, setting, labels))
            elements += count
            found = plan.definitions.get(tensor.name)
            if found is not None:
                edges += count * sums(plan, setting, tensor.name, labels)
    return elements * edges


def sums(plan: Plan, setting: Setting, name: str, labels: tuple[int, ...]) -> int:
    """How many products one element of an equation's output adds up."""
    equation = plan.definitions[name].equation
    slots = {index: slot for slot, index in enumerate(p for p in equation.output.labels if isinstance(p, Index))}
    total = 0
    for term in equation.body.terms:
        values, inner, made = list(labels), dict(slots), 1
        for index in term.bound:
            inner[index] = len(values)
            values.append(index.first)
            made *= extent(index.size, inner)(setting, values)
        total += made
    return total
