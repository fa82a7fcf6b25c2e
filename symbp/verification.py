"""The whole way of a hand calculation: claims in any form -> submission -> report, which prints itself.

read_submission -> judge -> Verification --render--> table, data, documents
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from .claims.records import Finding, Report, Submission, Verdict
from .language import Network
from .spec import load

BLANK = re.compile(r"(?:_{2,}|(?:\\_){2,}|\\(?:underline|rule|hspace|hrulefill|dotfill)\b.*|\.{3,}|…)[\s.$`\\)\]]*")


@dataclass(frozen=True)
class Verification(Report):
    """A report that prints as a table, and as a document in notebooks."""

    def __str__(self) -> str:
        """The table as plain text."""
        from .render.claims import table_text

        return table_text(self)

    def _repr_markdown_(self) -> str:
        """The document in Markdown, as notebooks show it."""
        from .render import Options, render_report

        found = render_report(self, formats=("md",), options=Options(dialect="dollar"))
        return str(next(iter(found.values())))


def verify(
    network: str | os.PathLike[str] | Network, claims: str | os.PathLike[str] | Mapping[str, Any]
) -> Verification:
    """A verdict on every claim of a hand calculation.

    `network` is a built-in name, a file, or a network; `claims` a file, a text, or a mapping such as
    {"dE/dw5": "0.0822"}.  The report prints as a table; `.findings` has a verdict for each part of each claim,
    `.code` the exit code of the command line.

    Raises:
        SymbpError: the network or the file of claims cannot be read, or the network has no numbers.  A single claim
            that cannot be read is no error but a finding.
    """
    from .claims.reading import read_submission

    found = network if isinstance(network, Network) else load(network)
    return judged(found, read_submission(claims, found))


def verify_content(network: Network, content: bytes, name: str) -> Verification:
    """A verdict on every claim of a file's content; `name` says of what kind it is, and messages mention it.

    Raises:
        SymbpError: the content cannot be read at all.
    """
    from .claims.reading import read_content

    return judged(network, read_content(content, name, network))


def judged(network: Network, submission: Submission) -> Verification:
    """A verdict on every claim of a submission; blanks are told from what cannot be read."""
    from .claims.judge import judge

    report = judge(submission, network)
    findings = tuple(answered(finding) for finding in report.findings)
    return Verification(report.network, report.file, findings, report.conventions)


def answered(finding: Finding) -> Finding:
    """The finding, or that there is nothing to find: a line such as `dE/dw5 = ____`."""
    if finding.verdict is Verdict.UNREADABLE and BLANK.fullmatch(finding.written.rpartition("=")[2].strip()):
        return replace(finding, verdict=Verdict.UNANSWERED)
    return finding
