"""Is the formula equal to the quantity?  Bounds first, then every reading of what is not said, the usual one first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import localcontext
from itertools import product

from ...language import Extent, Network
from ..records import Outcome, Verdict
from ..tree import Ref, Slope, Tree
from ..walk import alike, walk
from .classes import has_class
from .elisions import meant
from .letters import candidates, free_letters
from .named_sizes import example_size
from .own_numbers import holds_there
from .precise import CONTEXT
from .proof import is_proved
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


def formula_verdict(
    network: Network, subject: Tree, formula: Tree, *, negative: bool = False, turned: bool = False
) -> Outcome:
    """Whether subject == formula in this network, by evaluation at random points that satisfy its equations.

    The subject is a quantity: a value, a derivative, a gradient, an updated parameter, with letters for free indices
    or whole; or a formula itself.  Right needs 20 points in 50 digits, wrong a counterexample; everything else is
    undecided.  With `negative` the error of a unit is -dC/dz by its author's convention; with `turned` vectors are
    first read as rows where the network has columns, and the other way round.
    """
    if too_large(subject) or too_large(formula):
        return Outcome(Verdict.UNDECIDED, "time", note=(("size", ""),))
    if any(is_unknown_slope(part) for tree in (subject, formula) for part in walk(tree)):
        return Outcome(Verdict.UNDECIDED, "unread", note=(("second-derivative", ""),))
    if any(names_it(network, one, other) for one, other in ((subject, formula), (formula, subject))):
        return Outcome(Verdict.RIGHT, "definition")
    rows = in_rows(network) != turned
    with localcontext(CONTEXT):
        found = at_all_sizes(network, subject, with_negative_errors(subject, formula) if negative else formula, rows)
        if found.verdict is Verdict.WRONG and not negative and any(is_error(x) for x in (subject, *walk(formula))):
            other = at_all_sizes(network, subject, with_negative_errors(subject, formula), rows)
            if other.verdict is Verdict.RIGHT:
                return replace(found, note=(*found.note, ("negative-delta", "")))
        return found


def at_all_sizes(network: Network, subject: Tree, formula: Tree, rows: bool) -> Outcome:
    """The verdict at any sizes; of what is wrong there and has numbers in it, at the network's own."""
    found = judged(network, subject, formula, rows)
    if found.how == "counterexample" and samples(network).own is not None and has_constants(formula):
        again = judged(network, subject, formula, rows, own=True)  # 1/2 for 1/m, where there are two examples
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


def judged(network: Network, subject: Tree, formula: Tree, rows: bool, own: bool = False) -> Outcome:
    """The verdict on a formula as it is written; right where it is that as authors mean what they leave out."""
    found = as_written(network, subject, formula, rows, own)
    for key, about, said in meant(network, subject, formula, found) if found.verdict is Verdict.WRONG else ():
        again = as_written(network, about, said, rows, own)
        if again.verdict is Verdict.RIGHT:
            return replace(again, note=(*again.note, (key, "")))
    if found.how == "shape" and may_be_convolution(formula, network):
        return Outcome(Verdict.UNDECIDED, "convention", note=(("convolution", ""),))
    return found


def as_written(network: Network, subject: Tree, formula: Tree, rows: bool, own: bool = False) -> Outcome:
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
    trial = Trial(prepared, subject, formula, list(letters), own, classes)
    usual: Outcome | None = None
    for reading in readings(prepared, subject, formula, unknown, rows):
        trial.turned.clear()
        found = trial.outcome(reading)
        if found.verdict is Verdict.RIGHT:
            return noted(trial, reading, found)
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


def in_rows(network: Network) -> bool:
    """Whether the examples of a network are rows."""
    example = example_size(network)
    return any(len(tensor.sizes) == 2 and tensor.sizes[0] == example for tensor in network.tensors())


def noted(trial: Trial, reading: Reading, found: Outcome) -> Outcome:
    """A right formula with what its verdict rests on: a reading that is not the usual one, a declared fact."""
    note = list(found.note)
    network = trial.samples.plan.network
    if reading.direct:
        note.append(("direct-derivatives", ""))
    if reading.rows != in_rows(network) and not note:
        note.append(("row-vector" if reading.rows else "column-vector", ""))
    note += [("read-as", f"{name} = {size if isinstance(size, int) else size.name}") for name, size in reading.letters]
    if reading.rate:
        note.append(("rate", str(network.numbers.rate)))
    if trial.data:
        return replace(found, note=(*note, (trial.data, "")))
    declared = [fact for fact in network.facts if fact.declared]
    if declared and rests_on_facts(trial, reading):
        note += [("fact", fact.name) for fact in declared]
    proved = is_proved(trial.samples, trial.subject, trial.formula, trial.letters, reading, own=trial.own)
    return replace(found, how="proved" if proved else found.how, note=tuple(note))


def rests_on_facts(trial: Trial, reading: Reading) -> bool:
    """Whether the formula is another one on data that break what the network declares about them."""
    for setting in trial.samples.chosen(own=trial.own):
        data = trial.samples.data(setting, 0, 3, facts=False)
        if any(not found.equal for _, found in trial.comparisons(data, reading)):
            return True
    return False
