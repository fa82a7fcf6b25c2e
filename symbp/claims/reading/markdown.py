"""The mathematics of a Markdown document or a plain text: fences, dollars, tables, and lines that state an equality."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .block import Block
from .html import without_html

_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})[ ]*([A-Za-z]*)[^`\n]*$")
_DISPLAY = re.compile(r"(?<!\\)\$\$|\\\[|\\begin\{(equation|align|gather|aligned|multline|eqnarray)\*?\}")
_INLINE = re.compile(r"\$`([^`\n]+)`\$|\\\((.+?)\\\)|(?<![\\$])\$(?!\$)((?:[^$\\]|\\[\s\S])+)\$|(?<!`)`([^`\n]+)`(?!`)")
_DOLLAR = re.compile(r"(?<![\\$])\$(?!\$)")
_MARKER = re.compile(r"(?:[ \t>]|[-*+•][ ]|[0-9]{1,3}[.)][ ]|\#{1,6}[ ]|\[[ xX]\][ ])*")
_STRONG = re.compile(r"(?<![\w*)\]}])(\*\*|__)(?=\S)([^*\n]+?)(?<=\S)\1(?=[\s:=.,;≈]|$)")
_EMPHASIS = re.compile(r"^([\s>]*(?:[-*+•][ ]|[0-9]{1,3}[.)][ ])?)\*(?=\S)([^*\n]+?)(?<=\S)\*(?=\s*[=:≈])")
_COLON = re.compile(r"([^\s:]{1,80}):(?=[ ]+[-−+.0-9\[(])")
_LEAD = re.compile(  # words in front of an equation that change nothing in it
    r"(?:(?:so|thus|hence|therefore|then|now|and|next|first|finally|also|i\.e\.|we (?:get|have|obtain|find)"
    r"|(?:this|which) gives)[,:]?[ ]+)+",
    re.IGNORECASE,
)
_SAID = re.compile(r"[$`)][ ]+after[ ][^$`=\n]{1,40}=[ ]*[$`]?[-−+.0-9]")  # $w_5$ after one update = 0.36
EQUAL = re.compile(r"=|≈|←|<-|\\approx|\\leftarrow")
_CLOSINGS = {"$$": "$$", r"\[": r"\]"}
LONGEST = 6  # lines of one formula between dollars
PLAIN_FENCES = ("", "text", "txt", "plain")
MATH_FENCES = ("math", "latex", "tex")


def markdown_blocks(text: str, file: str) -> Iterator[Block]:
    """The pieces that may hold claims, in reading order."""
    from .rows import table_rows

    lines = without_html(text).split("\n")
    at = 0
    while at < len(lines):
        fence = _FENCE.match(lines[at])
        if fence is not None:
            end = closing_fence(lines, at + 1, fence[1])
            yield from fenced(lines, at + 1, end, fence[2].lower(), file)
            at = end + 1
            continue
        display = _DISPLAY.search(lines[at])
        if display is not None:
            block, at = displayed(lines, at, display, file)
            yield block
            continue
        if lines[at].lstrip().startswith("|"):
            end = at
            while end < len(lines) and lines[end].lstrip().startswith("|"):
                end += 1
            yield from table_rows(lines, at, end, file)
            at = end
            continue
        end = whole(lines, at)
        while end < len(lines) and goes_on(lines[end - 1], lines[end]):
            end += 1
        yield from line_blocks("\n".join(lines[at:end]), at + 1, file)
        at = end


def whole(lines: list[str], at: int) -> int:
    """The line behind the one where all dollars are closed that open in this one; the next one where none closes."""
    opened = len(_DOLLAR.findall(lines[at])) % 2
    for end in range(at + 1, min(at + LONGEST, len(lines))) if opened else ():
        if not lines[end].strip() or _DISPLAY.search(lines[end]):
            break
        if len(_DOLLAR.findall(lines[end])) % 2:
            return end + 1
    return at + 1


def closing_fence(lines: list[str], at: int, fence: str) -> int:
    """The line that closes a fence; the end of the text where none does."""
    while at < len(lines) and not (lines[at].strip().startswith(fence) and not lines[at].strip().strip(fence[0])):
        at += 1
    return at


def fenced(lines: list[str], start: int, end: int, kind: str, file: str) -> Iterator[Block]:
    """What a fence holds: mathematics, lines of plain text, or a program, which is not read."""
    if kind in MATH_FENCES:
        yield Block(file, "\n".join(lines[start:end]), start + 1)
    elif kind in PLAIN_FENCES:
        while start < end:
            stop = start + 1
            while stop < end and goes_on(lines[start], lines[stop]):
                stop += 1
            yield from line_blocks("\n".join(lines[start:stop]), start + 1, file)
            start = stop


def displayed(lines: list[str], at: int, opening: re.Match[str], file: str) -> tuple[Block, int]:
    """Displayed mathematics, and the line behind it."""
    sign = opening[0]
    closing = _CLOSINGS.get(sign, sign.replace("begin", "end", 1))
    start = opening.end()
    first = lines[at][start:]
    if closing in first:
        inner = first[: first.index(closing)]
        lines[at] = " " * (start + len(inner) + len(closing)) + first[len(inner) + len(closing) :]
        return Block(file, inner, at + 1, start + 1), at
    found = [first]
    end = at + 1
    while end < len(lines) and closing not in lines[end]:
        found.append(lines[end])
        end += 1
    if end < len(lines):
        inner = lines[end][: lines[end].index(closing)]
        found.append(inner)
        lines[end] = " " * (len(inner) + len(closing)) + lines[end][len(inner) + len(closing) :]
    return Block(file, "\n".join(found), at + 1, start + 1), end


def goes_on(line: str, following: str) -> bool:
    """Whether a line of plain text goes on with the equation of the line above."""
    begins = following.lstrip().lstrip("&").lstrip()
    return begins.startswith(("=", "≈")) and EQUAL.search(line) is not None and "$" not in following


def line_blocks(text: str, line: int, file: str) -> Iterator[Block]:
    """The formulas in a line: those marked as such, or the line itself where it may state an equality."""
    found = list(_INLINE.finditer(text))
    outside = _INLINE.sub(" ", text)
    prose = re.search(r"[A-Za-z]{2,}[ ,]+[A-Za-z]{2,}", outside) and not _SAID.search(text)
    if not found or (EQUAL.search(outside) and not prose):
        if not EQUAL.search(text):
            plain = cleaned(text)
            start = _MARKER.match(plain).end()  # type: ignore[union-attr]
            colon = _COLON.match(plain, start)
            if colon is not None:
                equation = plain[start : colon.end() - 1] + "=" + plain[colon.end() :]
                yield Block(file, equation, line, start + 1, plain=True, loose=True)
        elif not text.lstrip().startswith(("<", "![", "|")) and "://" not in text:
            plain = cleaned(text)
            start = _MARKER.match(plain).end()  # type: ignore[union-attr]
            lead = _LEAD.match(plain, start)
            start = lead.end() if lead is not None else start
            yield Block(file, plain[start:], line, start + 1, plain=True)
        return
    for match in found:
        group = match.lastindex or 1
        before = text[: match.start(group)]
        row = before.count("\n")
        column = match.start(group) - (before.rfind("\n") + 1) + 1
        yield Block(file, match[group], line + row, column, plain=group == 4)


def cleaned(text: str) -> str:
    """A line without marks of emphasis and mathematics, blanks in their places."""
    text = _STRONG.sub(lambda m: "  " + m[2] + "  ", text)
    text = _EMPHASIS.sub(lambda m: f"{m[1]} {m[2]} ", text)
    text = re.sub(r"\$`|`\$|(?<!\\)\$|`|\\[()]", lambda m: " " * len(m[0]), text)
    return re.sub(r"\\([_*#])", r" \1", text)
