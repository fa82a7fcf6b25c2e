"""The whole way of a hand calculation: claims in any form -> submission -> report, which prints itself.

read_submission -> judge -> Verification --render--> table, data, documents
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .claims.blanks import answered, without_given
from .claims.reading import read_submission, read_text
from .claims.reading.declared import Conventions
from .claims.reading.submission import KINDS, read_content
from .claims.records import Report, Submission
from .errors import SpecError
from .language import Network
from .spec import load
from .spec.file import read_bytes
from .spec.name import nearest, shown

EXAMPLES = Path(__file__).parent / "examples" / "claims"


@dataclass(frozen=True, repr=False)
class Verification(Report):
    """A report that prints as a table, and as a document in notebooks."""

    def __str__(self) -> str:
        """The table as plain text."""
        from .render.claims import table_text

        return table_text(self)

    def __repr__(self) -> str:
        """One line: the file and how many claims have which verdict."""
        from .render.claims import total_line

        return f"<Verification of {ascii(self.file)[1:-1]}: {total_line(self)}>"

    def _repr_markdown_(self) -> str:
        """The document in Markdown, as notebooks show it."""
        from .render import Options, render_report

        found = render_report(self, formats=("md",), options=Options(dialect="dollar"))
        return str(next(iter(found.values())))


def verify(
    network: str | os.PathLike[str] | Network,
    claims: str | os.PathLike[str] | Mapping[str, Any],
    *,
    conventions: Mapping[str, str] = {},
) -> Verification:
    """A verdict on every claim of a hand calculation.

    `network` is a built-in name, a file, or a network; `claims` a file, a text, or a mapping such as
    {"dE/dw5": "0.0822"}.  `conventions`, such as {"squares": "whole"}, hold whatever the claims declare.  The report
    prints as a table; `.findings` has a verdict for each part of each claim, `.code` the exit code of the command line.

    Raises:
        SymbpError: the network or the file of claims cannot be read, or a convention is none.  A single claim that
            cannot be read is no error but a finding.
    """
    found = network if isinstance(network, Network) else load(network)
    given = tuple((str(name), str(choice)) for name, choice in conventions.items())
    if isinstance(claims, Mapping):
        return judged(found, read_submission(claims, found, given))
    if isinstance(claims, str) and not is_path(claims):
        return judged(found, read_text(claims, found, given=given))
    path = Path(claims)
    return verify_content(found, read_bytes(path), path.name if EXAMPLES in path.parents else os.fspath(claims), given)


def is_path(claims: str) -> bool:
    """Whether claims are a file's path and not a text."""
    states = any(sign in claims for sign in ("=", "≈", "←", r"\leftarrow", r"\approx"))
    return "\n" not in claims and (not states or os.path.isfile(claims[:999]))  # a path may be too long to ask for


def built_in_claims() -> dict[str, Path]:
    """The built-in hand calculations by name; the folder that one lies in is named like its network."""
    return {path.stem: path for path in sorted(EXAMPLES.glob("*/*.*"))}


def locate_claims(source: str) -> Path:
    """The file of that path, else the built-in hand calculation of that name.

    Raises:
        SpecError: neither is there; the nearest built-in name is offered.
    """
    path, known = Path(source), built_in_claims()
    if source in known and not os.path.exists(source):
        return known[source]
    if not os.path.isfile(source):
        raise SpecError(f"{shown(source)}: expected a file of claims, found none; {nearest(source[:99], tuple(known))}")
    return path


def verify_content(network: Network, content: bytes, name: str, given: Conventions = ()) -> Verification:
    """A verdict on every claim of a file's content; `name` says of what kind it is, and messages mention it.

    Raises:
        SymbpError: the content cannot be read at all.
    """
    kind = KINDS.get(Path(name).suffix.lower())
    if kind is None:
        raise SpecError(f"{shown(name)}: expected a file of claims ({', '.join(KINDS)}), found another kind")
    return judged(network, read_content(without_given(content), network, name, kind, given))


def judged(network: Network, submission: Submission) -> Verification:
    """A verdict on every claim of a submission; blanks are told from what cannot be read."""
    from .claims.judge import judge

    report = judge(submission, network)
    findings = tuple(answered(finding) for finding in report.findings)
    return Verification(report.network, report.file, findings, report.conventions, report.hints, report.rescaled)
