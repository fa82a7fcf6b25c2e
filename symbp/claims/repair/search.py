"""The likeliest small change that makes a wrong formula right: tried at two points first, then judged in full."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import localcontext

from ...language import Network
from ..equivalence import formula_verdict
from ..equivalence.array import Misfit, Unread
from ..equivalence.evaluation import Exhausted
from ..equivalence.places import Outside
from ..equivalence.precise import CONTEXT
from ..equivalence.sign import with_negative_errors
from ..equivalence.traits import too_large
from ..records import Verdict
from ..tree import Ref, Slope, Tree
from .folder import rules
from .places import places, with_divisor_outside
from .probe import STEPS, Probe, Work
from .scene import Scene

MOST = 3000  # formulas tried in the place of one
JUDGED = 12  # of which so many are judged in full
LARGEST = 60  # parts of a formula that is looked at
UNSURE = {"direct-derivatives", "read-as", "sizes", "targets", "arrays", "rate"}
"""Notes on verdicts that rest on a reading of their own."""


@dataclass(frozen=True)
class Repair:
    """A right formula that differs from a wrong one by one mistake: `part` stands where `instead` should."""

    misconception: str
    formula: Tree
    part: Tree
    instead: Tree


def repaired(
    network: Network, subject: Tree, formula: Tree, work: Work | None = None, *, negative: bool = False
) -> Repair | None:
    """The likeliest mistake that explains a wrong formula; None where no known one does within the `work` granted."""
    if not isinstance(subject, Ref | Slope) or too_large(formula):
        return None
    scene = Scene(network, subject, with_divisor_outside(formula))
    judged = 0
    with localcontext(CONTEXT):
        try:
            probe = Probe(scene, work or Work(STEPS))
            for repair in candidates(scene):
                tree = with_negative_errors(subject, repair.formula) if negative else repair.formula
                if not probe.may_hold(tree):
                    continue
                found = formula_verdict(network, subject, repair.formula, negative=negative)
                if found.verdict is Verdict.RIGHT and not UNSURE & {key for key, _ in found.note}:
                    return repair
                judged += 1
                if judged == JUDGED:
                    return None
        except (Exhausted, Unread, Misfit, Outside):
            return None
    return None


def candidates(scene: Scene) -> Iterator[Repair]:
    """All formulas that differ by one mistake, likeliest mistakes first, each once."""
    every = list(places(scene.formula))[:LARGEST]
    seen: set[Tree] = {scene.formula}
    for rule in rules():
        made = rule.everywhere(scene) if rule.everywhere is not None else iter(())
        for whole, part, instead in made:
            if whole not in seen:
                seen.add(whole)
                yield Repair(rule.name, whole, part, instead)
        for here in every if rule.at is not None else ():
            assert rule.at is not None
            for instead in rule.at(here, scene):
                whole = here.put(instead)
                if whole not in seen:
                    seen.add(whole)
                    yield Repair(rule.name, whole, here.part, instead)
        if len(seen) > MOST:
            return
