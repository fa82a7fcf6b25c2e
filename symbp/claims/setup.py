"""What is wrong with the set-up of a calculation, before any of its steps: numbers that are missing or contradict."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..language import Role
from .entries import entries
from .records import MISSING, Finding, Quantity, Report, Verdict

GIVEN = (Role.INPUT, Role.TARGET, Role.PARAMETER, Role.CONSTANT)


@dataclass(frozen=True)
class Gap:
    """Something to settle first: "missing", with the message; "given", a number other than the network's.

    `claims` are the numbers of the claims that it concerns, from 1.
    """

    kind: str
    claims: tuple[int, ...]
    message: str = ""
    quantity: Quantity | None = None
    name: str = ""
    claimed: Decimal | None = None
    true: float = 0.0


def gaps(report: Report) -> tuple[Gap, ...]:
    """What a reader of the report has to know first, in the order of the claims."""
    missing: dict[str, list[int]] = {}
    found: dict[tuple[object, str, Decimal], Gap] = {}
    for entry in entries(report):
        for finding in entry.findings:
            message = dict(finding.note).get("message", "")
            if finding.how == MISSING:
                missing.setdefault(message, []).append(entry.number)
            elif contradicts(finding) and finding.claimed is not None and finding.true is not None:
                name = dict(finding.note).get("constant", "")
                key = (finding.quantity, name, finding.claimed)
                gap = Gap("given", (entry.number,), "", finding.quantity, name, finding.claimed, finding.true)
                found.setdefault(key, gap)
    lacking = (Gap("missing", tuple(dict.fromkeys(numbers)), message) for message, numbers in missing.items())
    return (*lacking, *found.values())


def contradicts(finding: Finding) -> bool:
    """Whether a claim states a given number, and states it wrongly."""
    if finding.verdict is not Verdict.WRONG or finding.part != "value" or finding.carries:
        return False
    quantity = finding.quantity
    if quantity is None:
        return "constant" in dict(finding.note)
    return quantity.by is None and not quantity.updates and quantity.tensor.role in GIVEN
