"""What the verdict on a right formula rests on: a reading that is not the usual one, declared facts, a proof."""

from __future__ import annotations

from dataclasses import replace

from ...language import Network
from ..records import Outcome
from .named_sizes import example_size
from .proof import is_proved
from .quantities import Reading
from .trial import Trial


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
