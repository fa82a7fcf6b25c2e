"""A report as data: the records that docs/verify-schema.json describes."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from symbp.claims.data import SCHEMA, VERSION, Record
from symbp.claims.entries import Entry, entries
from symbp.claims.records import Cause, Finding, Place, Report, Verdict
from symbp.phrases import Phrases

from ..plain import plain_text
from .totals import setup
from .wording import Words, words


def record(report: Report, phrases: Phrases, more: Mapping[str, Any] | None = None) -> Record:
    """The whole report; `more` are entries that others add, such as marks."""
    found = entries(report)
    say = words(found, phrases)
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "network": report.network.name,
        "file": report.file,
        "verdict": report.verdict.value,
        "code": report.code,
        "counts": {v.value: sum(entry.verdict is v for entry in found) for v in Verdict},
        "setup": [plain_text(gap) for gap in setup(say, report)],
        "conventions": [{"name": name, "choice": choice, "source": s} for name, choice, s in report.conventions],
        "hints": [{"name": name, "choice": choice} for name, choice in report.hints],
        "claims": [claim(say, entry) for entry in found],
        **(more or {}),
    }


def claim(say: Words, entry: Entry) -> Record:
    """One claim: its verdict, and that on each of its parts."""
    leading = entry.leading
    shown = entry.shown or entry.value or leading
    return {
        "claim": entry.number,
        "place": place(leading.place),
        "written": leading.written,
        "read_as": plain_text(say.read_as(entry)) or None,
        "quantity": quantity(say, shown) or quantity(say, leading),
        "true_value": number(shown.true),
        "verdict": entry.verdict.value,
        "origin": entry.origin or None,
        "cause": leading.causes[0].misconception if leading.causes else None,
        "explanation": plain_text(say.explanation(leading)),
        "parts": [part(say, finding) for finding in entry.findings],
    }


def part(say: Words, finding: Finding) -> Record:
    """The verdict on one part of a claim."""
    return {
        "part": finding.part,
        "side": finding.side,
        "text": finding.read,
        "entry": list(finding.entry),
        "quantity": quantity(say, finding),
        "claimed": None if finding.claimed is None else str(finding.claimed),
        "true_value": number(finding.true),
        "verdict": finding.verdict.value,
        "how": finding.how,
        "origin": finding.origin or None,
        "carries": [place(found) for found in finding.carries],
        "causes": [cause(say, found) for found in finding.causes],
        "explanation": plain_text(say.explanation(finding)),
    }


def place(found: Place) -> Record:
    """Where a claim stands; line and column from 1, null where it is the key of a table."""
    return {
        "file": found.file,
        "line": found.line or None,
        "column": found.column or None,
        "key": found.key or None,
    }


def quantity(say: Words, finding: Finding) -> str | None:
    """The quantity by its plain name."""
    return None if finding.quantity is None else plain_text(say.naming.quantity(finding.quantity))


def cause(say: Words, found: Cause) -> Record:
    """A mistake that gives just these digits."""
    return {
        "name": found.misconception,
        "gives": number(found.again),
        "explanation": plain_text(say.cause_at_length(found)),
    }


def number(value: float | None) -> float | None:
    """A number as JSON has it; none for what is not finite."""
    return value if value is not None and math.isfinite(value) else None
