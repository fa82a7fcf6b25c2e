"""A report claim by claim: the findings on the parts of one claim, and the verdict on the whole."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from .records import WORST, Finding, Report, Verdict, worst


@dataclass(frozen=True)
class Entry:
    """One claim, the `number`-th in reading order from 1, with the findings on its parts."""

    number: int
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst verdict on any part."""
        return worst(finding.verdict for finding in self.findings)

    @property
    def leading(self) -> Finding:
        """The finding that decides: the worst, a root before what carries it on, the value before other parts."""
        return min(self.findings, key=severity)

    @property
    def value(self) -> Finding | None:
        """The finding on the value claimed, the last one where several sides are numbers."""
        return next((finding for finding in reversed(self.findings) if finding.part == "value"), None)

    @property
    def numbers(self) -> tuple[Finding, ...]:
        """The findings on the numbers of the matrix that decides; one where the claim is about a single number."""
        found = self.leading if self.leading.part == "value" else self.value
        side = None if found is None else found.side
        return tuple(finding for finding in self.findings if finding.part == "value" and finding.side == side)

    @property
    def shown(self) -> Finding | None:
        """The finding whose true value stands for the claim; none where all numbers of a matrix are right."""
        if self.leading.verdict is Verdict.RIGHT and len(self.numbers) > 1:
            return None
        found = self.leading if self.leading.part == "value" or self.value is None else self.value
        return None if found.true is None else found

    @property
    def origin(self) -> str:
        """Whether a wrong claim is "root" or "carried"; nothing for others."""
        return self.leading.origin if self.verdict is Verdict.WRONG else ""


def severity(finding: Finding) -> tuple[int, bool, bool]:
    """What the findings on one claim are ordered by."""
    return WORST.index(finding.verdict), finding.origin == "carried", finding.part != "value"


def entries(report: Report) -> tuple[Entry, ...]:
    """The claims of a report, in reading order."""
    grouped = groupby(report.findings, key=lambda finding: (finding.place, finding.written))
    return tuple(Entry(number, tuple(found)) for number, (_, found) in enumerate(grouped, start=1))
