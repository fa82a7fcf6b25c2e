r"""Commands that a document defines for itself, \newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}, written out."""

from __future__ import annotations

import re

from ...errors import SpecError

_DEFINITION = re.compile(
    r"\\(?:re|provide)?(?:new)?command\*?\s*\{?\s*\\([A-Za-z]+)\s*\}?\s*(?:\[([1-9])\])?\s*(?=\{)"
    r"|\\def\s*\\([A-Za-z]+)((?:\#[1-9])*)\s*(?=\{)"
    r"|\\DeclareMathOperator\*?\s*\{\s*\\([A-Za-z]+)\s*\}\s*(?=\{)"
)
ROUNDS = 4  # definitions inside of definitions
LONGEST = 100_000  # signs that all definitions of a file may add
MOST = 200  # definitions
Macros = dict[str, tuple[int, str]]


def written_out(text: str, file: str) -> str:
    """The text with every command that it defines written out, line by line as it was.

    Raises:
        SpecError: it grows too long.
    """
    if "\\" not in text:
        return text
    macros: Macros = {}
    text = without_definitions(text, macros)
    if not macros:
        return text
    used = re.compile(r"\\(" + "|".join(sorted(macros, key=len, reverse=True)) + r")(?![A-Za-z])")
    longest = len(text) + LONGEST
    for _ in range(ROUNDS):
        made = once(text, used, macros, longest)
        if made is None:
            raise SpecError(f"{file}: expected definitions of commands that add at most {LONGEST} signs, found more")
        if made == text:
            break
        text = made
    return text


def without_definitions(text: str, macros: Macros) -> str:
    """The text with blanks in the place of definitions, which are collected; those it cannot follow stay."""
    pieces = []
    at = 0
    for match in _DEFINITION.finditer(text):
        end = closed(text, match.end())
        if match.start() < at or end < 0 or len(macros) >= MOST:
            continue
        body = re.sub(r"\s*\n\s*", " ", text[match.end() + 1 : end - 1])
        name = match[1] or match[3] or match[5]
        count = int(match[2] or 0) if match[1] else len(match[4] or "") // 2
        macros[name] = count, rf"\operatorname{{{body}}}" if match[5] else body
        pieces += [text[at : match.start()], re.sub(r"[^\n]", " ", text[match.start() : end])]
        at = end
    return "".join((*pieces, text[at:]))


def once(text: str, used: re.Pattern[str], macros: Macros, longest: int) -> str | None:
    """The text with every use that stands in it written out once; None where it grows too long."""
    pieces = []
    at = length = 0
    for match in used.finditer(text):
        if match.start() < at:
            continue
        count, body = macros[match[1]]
        given, end = arguments(text, match.end(), count)
        if given is None:
            continue
        made = filled(body, given)
        spaced = " " if made[-1:].isalpha() and text[end : end + 1].isalpha() else ""
        pieces += [text[at : match.start()], made, spaced]
        length += match.start() - at + len(made) + 1
        at = end
        if length > longest:
            return None
    made_text = "".join((*pieces, text[at:]))
    return made_text if len(made_text) <= longest else None


def filled(body: str, given: list[str]) -> str:
    """The body of a definition with its arguments in their places."""
    return re.sub(r"\#([1-9])", lambda place: given[int(place[1]) - 1] if int(place[1]) <= len(given) else "", body)


def arguments(text: str, at: int, count: int) -> tuple[list[str] | None, int]:
    """So many arguments in braces or of one sign, and the place behind them; None where they are fewer."""
    found = []
    for _ in range(count):
        while text[at : at + 1] in (" ", "\t"):
            at += 1
        end = closed(text, at) if text[at : at + 1] == "{" else at + 1
        if end < 0 or text[at : at + 1] in ("", "\n", "}", "\\", "&"):
            return None, at
        found.append(text[at + 1 : end - 1] if text[at] == "{" else text[at])
        at = end
    return found, at


def closed(text: str, at: int, longest: int = 2_000) -> int:
    """The place behind the braces that open here; -1 where they do not close."""
    depth = 0
    for place in range(at, min(len(text), at + longest)):
        if text[place] in "{}" and text[place - 1 : place] != "\\":
            depth += 1 if text[place] == "{" else -1
            if depth == 0:
                return place + 1
    return -1
