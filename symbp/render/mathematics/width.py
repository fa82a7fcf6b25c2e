"""About how wide a formula is, in letters, and where a line that is too wide may break."""

from __future__ import annotations

import re
from collections.abc import Sequence

from symbp.language import node

WIDEST = 72.0
"""What fits on a line of an A4 page in 11 point, left side included; a letter is about 5.5 points wide."""

SMALL = 0.72  # how wide a sign above or below is
_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[{}^_]|.", re.DOTALL)
_WIDE = {
    **{r"\frac": 0.6, r"\sum": 2.6, r"\sqrt": 1.6, r"\partial": 1.1, r"\nabla": 1.6, r"\sigma": 1.15},
    **{r"\quad": 1.8, r"\qquad": 3.6, r"\,": 0.35, r"\;": 0.6, " ": 0.0, "\n": 0.0},
    **{r"\leftarrow": 2.6, r"\odot": 2.2, r"\times": 2.3, r"\cdot": 1.6, r"\lt": 2.4, r"\le": 2.4},
    **{r"\exp": 3.0, r"\ln": 2.0, r"\tanh": 4.2, r"\max": 3.6},
    **{"+": 2.3, "-": 2.3, "=": 2.5, "(": 0.8, ")": 0.8, "[": 0.6, "]": 0.6, ",": 0.9, ".": 0.55},
    **{"w": 1.3, "m": 1.5, "i": 0.7, "j": 0.8, "l": 0.6},
}
_SPACELESS = """\\left \\right \\lvert \\rvert \\bigl \\bigr \\mathrm \\mathbf \\text \\boldsymbol \\boxed \\hat \\bar
\\tilde &"""
_NOTHING = frozenset(_SPACELESS.split())


@node
class Atom:
    """A stretch that does not break; `level`: how unwillingly a line breaks before it, `lead`: what is put first."""

    text: str
    level: int = 0
    lead: str = ""


def width(latex: str) -> float:
    """About how many letters wide the formula is."""
    tokens = _TOKEN.findall(latex)
    value, end = measured(tokens, 0)
    assert end == len(tokens)
    return value


def measured(tokens: Sequence[str], start: int) -> tuple[float, int]:
    """The width of the tokens up to a closing brace or the end, and where that is."""
    total, at = 0.0, start
    raised = lowered = 0.0  # what stands above and below the same sign is as wide as the wider of both
    while at < len(tokens) and tokens[at] != "}":
        token = tokens[at]
        at += 1
        if token in "^_":
            inner, at = argument(tokens, at)
            raised, lowered = (inner, lowered) if token == "^" else (raised, inner)
            continue
        total += SMALL * max(raised, lowered)
        raised = lowered = 0.0
        if token == r"\frac":
            top, at = argument(tokens, at)
            bottom, at = argument(tokens, at)
            total += max(top, bottom) + _WIDE[token]
        elif token == "{":
            inner, at = measured(tokens, at)
            at += 1
            total += inner
        elif token not in _NOTHING:
            total += _WIDE.get(token, 1.05)
    return total + SMALL * max(raised, lowered), at


def argument(tokens: Sequence[str], at: int) -> tuple[float, int]:
    """The width of what a command takes: a braced group or one token."""
    while at < len(tokens) and tokens[at] == " ":
        at += 1
    if at < len(tokens) and tokens[at] == "{":
        inner, at = measured(tokens, at + 1)
        return inner, at + 1
    return (_WIDE.get(tokens[at], 1.05), at + 1) if at < len(tokens) else (0.0, at)


def joined(atoms: Sequence[Atom]) -> str:
    """The atoms on one line."""
    return " ".join(atom.text for atom in atoms)


def lines(atoms: Sequence[Atom], room: float) -> tuple[str, ...]:
    """The atoms on as few lines as fit, broken where it hurts least; what cannot break stays too wide."""
    return tuple(joined(part) for part in broken(tuple(atoms), room))


def broken(atoms: tuple[Atom, ...], room: float) -> list[tuple[Atom, ...]]:
    """The atoms line by line."""
    if len(atoms) < 2 or width(joined(atoms)) <= room:
        return [atoms]
    level = min(atom.level for atom in atoms[1:])
    chunks: list[list[Atom]] = [[atoms[0]]]
    for atom in atoms[1:]:
        if atom.level == level:
            chunks.append([atom])
        else:
            chunks[-1].append(atom)
    found: list[tuple[Atom, ...]] = []
    for chunk in chunks:
        if found and width(joined((*found[-1], *chunk))) <= room:
            found[-1] = (*found[-1], *chunk)
            continue
        first = Atom(f"{chunk[0].lead}{chunk[0].text}", chunk[0].level) if found else chunk[0]
        found.extend(broken((first, *chunk[1:]), room))
    return found
