"""The class list as CSV, for any spreadsheet; what would be a formula there is shown as text."""

from __future__ import annotations

import csv
import io

from symbp.claims.records import Verdict
from symbp.course.summary import Summary

from ..escape import csv_text


def class_list(summary: Summary) -> str:
    """One line for each submission: its verdict, how many claims have which, points, and what went amiss."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    verdicts = [verdict.value for verdict in Verdict]
    writer.writerow(["submission", "verdict", *verdicts, "points", "most", "failure"])
    for student in summary.students:
        counts = [student.counts.get(name, 0) for name in verdicts]
        marks = ["" if value is None else f"{value:g}" for value in (student.points, student.most)]
        failure = csv_text(student.failure)
        writer.writerow([csv_text(student.id), csv_text(student.verdict), *counts, *marks, failure])
    return out.getvalue()
