"""What a whole course got wrong: which mistakes were made how often, counted over the result files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import OutputError


@dataclass(frozen=True)
class Student:
    """One line of the class list."""

    id: str
    verdict: str
    counts: dict[str, int]
    points: float | None
    most: float | None
    failure: str


@dataclass
class Summary:
    """Counts over all results, in whatever order these came.

    `mistakes` counts the claims where a mistake was made (not those that carry one on), `makers` the submissions that
    made it at least once; `quantities` has right and wrong claims by quantity.
    """

    submissions: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    mistakes: Counter[str] = field(default_factory=Counter)
    makers: Counter[str] = field(default_factory=Counter)
    quantities: dict[str, Counter[str]] = field(default_factory=dict)
    students: list[Student] = field(default_factory=list)

    def add(self, result: dict[str, Any]) -> None:
        """Count one result."""
        self.submissions += 1
        failure = str(result.get("failure", ""))
        self.verdicts["failed" if failure else result["verdict"]] += 1
        self.claims.update(result["counts"])
        made = []
        for claim in result["claims"]:
            if claim["quantity"]:
                self.quantities.setdefault(claim["quantity"], Counter())[claim["verdict"]] += 1
            if claim["verdict"] == "wrong" and claim["origin"] != "carried":
                made.append(claim["cause"] or "unknown")
        self.mistakes.update(made)
        self.makers.update(set(made))
        marks = result.get("marks") or {}
        counts = {name: count for name, count in result["counts"].items() if count}
        self.students.append(
            Student(result["file"], result["verdict"], counts, marks.get("points"), marks.get("most"), failure)
        )

    @property
    def mean(self) -> float | None:
        """The mean of the points; None where nobody was given any."""
        points = [student.points for student in self.students if student.points is not None]
        return round(sum(points) / len(points), 2) if points else None

    def record(self) -> dict[str, Any]:
        """The counts as data, the most frequent first."""
        return {
            "schema": "symbp-summary",
            "version": 1,
            "submissions": self.submissions,
            "verdicts": dict(ordered(self.verdicts)),
            "claims": dict(ordered(self.claims)),
            "mean_points": self.mean,
            "mistakes": [
                {"name": name, "claims": count, "submissions": self.makers[name]}
                for name, count in ordered(self.mistakes)
            ],
            "quantities": {name: dict(ordered(found)) for name, found in sorted(self.quantities.items())},
        }


def ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    """Names and counts, the most frequent first, equal ones by name; nothing that never occurred."""
    return sorted(((name, n) for name, n in counts.items() if n), key=lambda pair: (-pair[1], pair[0]))


def summarise(results: Iterable[Path]) -> Summary:
    """The counts over result files.

    Raises:
        OutputError: one of them is no longer there.
    """
    made = Summary()
    for path in results:
        made.add(read_result(path))
    return made


def read_result(path: Path) -> dict[str, Any]:
    """A result file.

    Raises:
        OutputError: it is no longer there, or was changed to something else.
    """
    try:
        found = json.loads(path.read_bytes())
        if isinstance(found, dict):
            return found
    except (OSError, ValueError):
        pass
    raise OutputError(f"{path}: expected a result, found none; run again")
