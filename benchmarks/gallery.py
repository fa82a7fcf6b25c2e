"""The gallery: how many equalities are certified in it, and how many of the mistakes put into it are refuted."""

from __future__ import annotations

import time

from symbp.certify import certify, mutation_report
from symbp.derive import derive
from symbp.spec.load import examples, load_any
from symbp.worked import spell_out

from .measure import table

KINDS = ("refuted", "equivalent", "survived")


def run() -> None:
    """Every example, its numbers too; an equivalent mutant is no mistake, as SymPy has shown."""
    rows: list[tuple[object, ...]] = []
    for name in examples():
        made = load_any(name)
        network = getattr(made, "network", made)
        start = time.process_time()
        derivation = derive(network)
        certified = certify(derivation)
        steps = sum(certified.counts.values())
        good = certified.counts["exact"] + certified.counts["agrees"]
        if network.numbers.values:
            spelled = certify(derive(spell_out(network)))
            steps += sum(spelled.counts.values())
            good += spelled.counts["exact"] + spelled.counts["agrees"]
        seconds = time.process_time() - start
        found = mutation_report(derivation).counts
        rows.append((name, steps, good, seconds, *(found[kind] for kind in KINDS)))
    rows.append(("all", *(sum(row[place] for row in rows) for place in range(1, len(rows[0])))))  # type: ignore[misc]
    table("The gallery: equalities, and mutants", ("", "steps", "certified", "s", *KINDS), rows)
