r"""The mathematics of a LaTeX document: equation, align, gather, \[ \], \( \), dollars; comments are not read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .block import Block

_ENVIRONMENTS = r"(?:equation|align|gather|multline|eqnarray|displaymath|math|alignat|flalign|dmath)\*?"
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_OPENING = re.compile(
    rf"\\begin\{{({_ENVIRONMENTS})\}}|\\\[|\\\(|(?<!\\)\$\$|(?<!\\)\$|\\begin\{{(verbatim|lstlisting|comment)\*?\}}"
)
_LINE = re.compile(r"[^\n]+")


def latex_blocks(text: str, file: str) -> Iterator[Block]:
    """The pieces of mathematics, in reading order."""
    shown = _COMMENT.sub(lambda m: m[1] + " " * (len(m[0]) - len(m[1])), text)
    at, line, counted = 0, 1, 0
    while (match := _OPENING.search(shown, at)) is not None:
        start = match.end()
        end, at = ending(shown, match)
        if match[2]:
            continue
        line += shown.count("\n", counted, start)
        counted = start
        column = start - (shown.rfind("\n", 0, start) + 1) + 1
        yield Block(file, shown[start:end], line, column)


def ending(text: str, opening: re.Match[str]) -> tuple[int, int]:
    """Where mathematics ends, and the place behind it; mathematics that nobody closes ends with its paragraph."""
    sign = opening[0]
    if opening[1] or opening[2]:
        closing = rf"\end{{{opening[1] or opening[2]}"
        end = text.find(closing, opening.end())
        return (end, text.find("}", end) + 1) if end >= 0 else paragraph(text, opening.end())
    closing = {r"\[": r"\]", r"\(": r"\)"}.get(sign, sign)
    at = opening.end()
    while (end := text.find(closing, at)) >= 0 and text[end - 1] == "\\" and closing.startswith("$"):
        at = end + 1
    broken = text.find("\n\n", opening.end(), end if end >= 0 else None)
    if end < 0 or broken >= 0:
        return paragraph(text, opening.end())
    return end, end + len(closing)


def paragraph(text: str, start: int) -> tuple[int, int]:
    """The end of the paragraph."""
    end = text.find("\n\n", start)
    end = len(text) if end < 0 else end
    return end, end
