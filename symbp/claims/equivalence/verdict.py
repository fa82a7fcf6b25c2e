"""Is the formula equal to the quantity?  Bounds first, then every reading of what is not said, the usual one first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import localcontext
from itertools import product

from ...language import Extent, Network
from ..records import Outcome, Verdict
from ..tree import Number, Ref, Slope, Tree
from ..walk import alike, walk
from .classes import has_class
from .elisions import meant
from .grounds import in_rows, noted
from .letters import candidates, free_letters
from .own_numbers import holds_there
from .precise import CONTEXT
from .quantities import Reading
from .samples import Samples, samples
from .sign import with_negative_errors
from .traits import (
    counts,
    has_constants,
    is_error,
    is_programmed,
    is_unknown_slope,
    may_be_convolution,
    special_data,
    too_large,
)
from .trial import Trial

GUESSES = 2  # letters of no known meaning
KEPT = 2000  # verdicts of one network


def formula_verdict(
    network: Network,
    subject: Tree,
    formula: Tree,
    *,
    negative: bool = False,
    turned: bool = False,
    brief: bool = False,
) -> Outcome:
    """Whether subject == formula in this network, by evaluation at random points that satisfy its equations.

    The subject is a quantity: a value, a derivative, a gradient, an updated parameter, with letters for free indices
    or whole; or a formula itself.  Right needs 20 points in 50 digits, wrong a counterexample; everything else is
    undecided.  With `negative` the error of a unit is -dC/dz by its author's convention; with `turned` vectors are
    first read as rows where the network has columns, and the other way round.  A `brief` look at one point finds
    most of what is wrong; what passes it may still be, and its reason stays open.
    """
    if too_large(subject) or too_large(formula):
        return Outcome(Verdict.UNDECIDED, "time", note=(("size", ""),))
    if any(is_unknown_slope(part) for tree in (subject, formula) for part in walk(tree)):
        return Outcome(Verdict.UNDECIDED, "unread", note=(("second-derivative", ""),))
    if any(names_it(network, one, other) for one, other in ((subject, formula), (formula, subject))):
        return Outcome(Verdict.RIGHT, "definition")
    rows = in_rows(network) != turned
    with localcontext(CONTEXT):
        said = with_negative_errors(subject, formula) if negative else formula
        found = at_all_sizes(network, subject, said, rows, brief)
        if brief:
            return found
        if found.verdict is Verdict.WRONG and not negative and any(is_error(x) for x in (subject, *walk(formula))):
            other = at_all_sizes(network, subject, with_negative_errors(subject, formula), rows)
            if other.verdict is Verdict.RIGHT:
                return replace(found, note=(*found.note, ("negative-delta", "")))
        return found


def at_all_sizes(network: Network, subject: Tree, formula: Tree, rows: bool, brief: bool = False) -> Outcome:
    """The verdict at any sizes, given once for all conventions and readings that leave the formula as it is.

    What was not proved is looked at again: its proof has further to go where polynomials are known already.
    """
    known = samples(network).outcomes
    digits = tuple(str(part.value) for tree in (subject, formula) for part in walk(tree) if isinstance(part, Number))
    keys = [(subject, formula, digits, rows, depth) for depth in ((True, False) if brief else (False,))]
    found = next((known[key] for key in keys if key in known), None)
    if found is None:
        if len(known) >= KEPT:
            known.clear()
        found = at_some_size(network, subject, formula, rows, brief)
        if brief or found.how != "sampled":
            known[keys[0]] = found
    return found


def at_some_size(network: Network, subject: Tree, formula: Tree, rows: bool, brief: bool) -> Outcome:
    """The verdict at any sizes; of what is wrong there and has numbers in it, at the network's own."""
    found = judged(network, subject, formula, rows, brief)
    if found.how == "counterexample" and samples(network).own is not None and has_constants(formula):
        again = judged(network, subject, formula, rows, brief, own=True)  # 1/2 for 1/m, where there are two examples
        if again.verdict is Verdict.RIGHT:
            return replace(again, note=(*again.note, ("sizes", "own")))
    return found


def names_it(network: Network, subject: Tree, formula: Tree) -> bool:
    """Whether the formula is the derivative that the subject is a name for."""
    if not isinstance(subject, Ref) or subject.tensor.of is None:
        return False
    if not isinstance(formula, Slope) or formula.through or formula.local or formula.of.tensor != network.loss:
        return False
    by = formula.by
    here = (subject.indices, subject.single, subject.updates, subject.example)
    return by.tensor == subject.tensor.of and alike((by.indices, by.single, by.updates, by.example), here)


def judged(network: Network, subject: Tree, formula: Tree, rows: bool, brief: bool, own: bool = False) -> Outcome:
    """The verdict on a formula as it is written; right where it is that as authors mean what they leave out."""
    found = as_written(network, subject, formula, rows, brief, own)
    for key, about, said in meant(network, subject, formula, found) if found.verdict is Verdict.WRONG else ():
        again = as_written(network, about, said, rows, brief, own)
        if again.verdict is Verdict.RIGHT:
            return replace(again, note=(*again.note, (key, "")))
    if found.how == "shape" and may_be_convolution(formula, network):
        return Outcome(Verdict.UNDECIDED, "convention", note=(("convolution", ""),))
    return found


def as_written(network: Network, subject: Tree, formula: Tree, rows: bool, brief: bool, own: bool = False) -> Outcome:
    """The verdict of the first reading in which the formula is right; else that of the usual one, vectors as `rows`.

    `own`: at the network's own sizes, and at no others.
    """
    letters = free_letters(subject, network)
    unknown = [name for name in free_letters(formula, network) if name not in letters]
    standing = free_letters(formula, network)
    extra = [name for name in unknown if standing[name]]
    if extra:
        return Outcome(Verdict.WRONG, "letters", note=tuple(("letter", name) for name in extra))
    if len(unknown) > GUESSES:
        return Outcome(Verdict.UNDECIDED, "unread", note=tuple(("letter", name) for name in unknown))
    prepared = samples(network)
    own = own or counts(subject) or counts(formula)
    classes = "classes" if has_class(subject) or has_class(formula) else ""
    trial = Trial(prepared, subject, formula, list(letters), own, classes, brief)
    usual: Outcome | None = None
    for reading in readings(prepared, subject, formula, unknown, rows):
        trial.turned.clear()
        found = trial.outcome(reading)
        if found.verdict is Verdict.RIGHT:
            return found if brief else noted(trial, reading, found)
        if usual is None or (found.how == "convention" and usual.verdict is Verdict.WRONG):
            usual = found
        if found.how in ("tautology", "time"):
            return found
    assert usual is not None
    if usual.verdict is Verdict.WRONG and holds_there(prepared, subject, formula):
        return Outcome(Verdict.UNDECIDED, "numbers")
    for data in special_data(formula, network) if usual.how == "counterexample" and not classes else ():
        special = replace(trial, data=data, turned=set()).outcome(Reading(rows))
        if special.verdict is Verdict.RIGHT:
            return replace(special, note=(*special.note, (data, "")))
    if usual.verdict is Verdict.WRONG and is_programmed(formula):
        for reading, added in product(list(readings(prepared, subject, formula, unknown, rows)), (False, True)):
            programmed = replace(reading, star=True, added=added)
            found = trial.outcome(programmed)
            if found.verdict is Verdict.RIGHT:
                if brief:
                    return found
                return noted(trial, programmed, replace(found, note=(*found.note, ("arrays", ""))))
            if usual.how == "shape" and found.how == "counterexample":
                usual = replace(found, note=(*found.note, ("arrays", "")))
    if usual.how == "shape" and trial.outcome(Reading(rows, entrywise=True)).verdict is Verdict.RIGHT:
        return replace(usual, note=(*usual.note, ("hadamard", "")))
    return usual


def readings(prepared: Samples, subject: Tree, formula: Tree, unknown: list[str], usual: bool) -> Iterator[Reading]:
    """All ways to take what is not said, the usual one first: `usual` is whether vectors are rows there."""
    network = prepared.plan.network
    sizes = candidates(network) if unknown else ()
    guesses: list[tuple[tuple[str, Extent], ...]] = [
        tuple(zip(unknown, chosen, strict=True)) for chosen in product(sizes, repeat=len(unknown))
    ]
    slopes = [part for tree in (subject, formula) for part in walk(tree) if isinstance(part, Slope)]
    inner = any(slope.of.tensor != network.loss for slope in slopes)
    updated = any(isinstance(part, Ref) and part.updates for part in walk(subject))
    rates = (False, True) if updated and network.numbers.rate is not None else (False,)
    for direct in (False, True) if inner else (False,):
        for rows in (usual, not usual):
            for rate in rates:
                for letters in guesses or [()]:
                    yield Reading(rows, direct, letters, rate)
