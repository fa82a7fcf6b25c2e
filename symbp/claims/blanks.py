"""What is printed on the sheet of an exercise: lines that are given, and blanks to fill in."""

from __future__ import annotations

import re
from dataclasses import replace

from .records import Finding, Verdict

# What stands between these two comments of a sheet is given, and claims nothing.
GIVEN, ANSWERS = "symbp: given", "symbp: answers"
BLANK = re.compile(r"(?:_{2,}|(?:\\_){2,}|\\(?:underline|rule|hspace|hrulefill|dotfill)\b.*|\.{3,}|…)[\s.$`\\)\]]*")


def without_given(content: bytes) -> bytes:
    """The content with empty lines in place of what a sheet says is given."""
    kept = []
    given = False
    for line in content.split(b"\n"):
        given = given or GIVEN.encode() in line
        kept.append(b"" if given else line)
        given = given and ANSWERS.encode() not in line
    return b"\n".join(kept)


def answered(finding: Finding) -> Finding:
    """The finding, or that there is nothing to find: a line such as `dE/dw5 = ____`."""
    if finding.verdict is Verdict.UNREADABLE and BLANK.fullmatch(finding.written.rpartition("=")[2].strip()):
        return replace(finding, verdict=Verdict.UNANSWERED)
    return finding
