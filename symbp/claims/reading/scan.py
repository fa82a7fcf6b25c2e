"""From text to signs: numbers, words and commands, Unicode as the LaTeX it stands for; limits first."""

from __future__ import annotations

import re

from ...reading.limits import DEPTH, DIGITS, EXPONENT, LINE_BYTES, NODES
from .foreign import foreign
from .misread import Misread
from .sign import Sign
from .signs import ALIASES, JOINERS

_TOKEN = re.compile(
    r"""
    (?P<space>(?:[ \t\r\n\u00a0\u2000-\u200a\u202f\u205f~]|\\[,;:!> \n])+)
    |(?P<number>(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+\-−]?[0-9]+(?![A-Za-z0-9.]))?)
    |(?P<word>[A-Za-z][A-Za-z0-9]*)
    |(?P<mark>[-+*/^_{}()\[\]|,;:=<>'&.!%@\#$?"`])
    |(?P<upright>\\(?:text(?:rm|bf|it|sf|tt|normal)?|mathrm|mathtt|operatorname\*?|mbox)[ ]*\{[^{}]*\})
    |(?P<command>\\(?:[A-Za-z]+\*?|[\s\S]))
    |(?P<sign>[\s\S])
    """,
    re.VERBOSE,
)
_NAME = re.compile(r"[A-Za-z0-9]+(?:_[A-Za-z0-9]+)*")
_OPEN = {"{": "}", "(": ")", "[": "]"}


def scan(text: str, start: int = 0, end: int | None = None) -> list[Sign]:
    """The signs of a formula, or of the part of a text between two places.

    Raises:
        Misread: it is too long, too deep, or holds a sign that no formula has.
    """
    end = len(text) if end is None else end
    check_length(text[start:end])
    found: list[Sign] = []
    space = False
    make, add = tuple.__new__, found.append  # a sign is made for every few letters
    for match in _TOKEN.finditer(text, start, end):
        kind, at, behind = match.lastgroup, match.start(), match.end()
        if kind == "space":
            space = True
            continue
        if kind == "mark":
            add(make(Sign, ("sign", match[0], at, behind, space)))
        elif kind == "word":
            add(make(Sign, ("word", match[0], at, behind, space)))
        elif kind == "number":
            add(make(Sign, ("number", number(match[0], at), at, behind, space)))
        elif kind == "command":
            name = match[0][1:]
            add(make(Sign, ("command", ALIASES.get(name, name), at, behind, space)))
        elif kind == "upright":
            found += upright(match[0], at, space)
        else:
            found += foreign(match[0], at, space, found)
        space = False
        if len(found) > 4 * NODES:
            raise Misread(at, f"expected at most {NODES} numbers, names and signs, found more")
    check_brackets(found)
    return found


def check_length(text: str) -> None:
    """The text is no longer than a line may be.

    Raises:
        Misread: it is.
    """
    if len(text) > LINE_BYTES // 4 and len(text.encode(errors="replace")) > LINE_BYTES:
        raise Misread(0, "expected at most 10 kB in a line, found more")


def check_brackets(signs: list[Sign]) -> None:
    """Few enough signs that mean something, brackets that match and are not too deep.

    Raises:
        Misread: they are not.
    """
    nodes = 0
    waiting: list[Sign] = []
    for sign in signs:
        if sign.kind == "sign" and sign.text in "{([":
            waiting.append(sign)
            if len(waiting) > DEPTH:
                raise Misread(sign.at, f"expected at most {DEPTH} brackets inside each other, found more")
        elif sign.kind == "sign" and sign.text in "})]":
            if not waiting or _OPEN[waiting[-1].text] != sign.text:
                wanted = f"{_OPEN[waiting[-1].text]}" if waiting else "nothing"
                raise Misread(sign.at, f"expected {wanted}, found {sign.text}; the brackets do not match")
            waiting.pop()
        elif sign.kind != "sign" or sign.text not in "_,;.&":
            nodes += 1
            if nodes > NODES:
                raise Misread(sign.at, f"expected at most {NODES} numbers, names and signs, found more")
    if waiting:
        raise Misread(waiting[-1].at, f"expected {_OPEN[waiting[-1].text]}, found none; the brackets do not match")


def number(text: str, at: int) -> str:
    """A number as `Decimal` reads it.

    Raises:
        Misread: it is longer, or its exponent larger, than numbers are.
    """
    plain = text.replace("−", "-")
    mantissa, _, exponent = plain.lower().partition("e")
    if (len(mantissa) > DIGITS + 1 and len(mantissa.replace(".", "").lstrip("0")) > DIGITS) or len(mantissa) > 200:
        raise Misread(at, f"expected numbers of at most {DIGITS} digits, found a longer one")
    if exponent and (len(exponent.lstrip("+-0")) > 3 or abs(int(exponent)) > EXPONENT):
        raise Misread(at, f"expected exponents of at most {EXPONENT}, found {text[-12:]}")
    return plain


def upright(text: str, at: int, space: bool) -> list[Sign]:
    """The name that stands in \\text{...} or \\mathrm{...}, its parts joined by lows; any other words are prose."""
    opening = text.index("{") + 1
    inner = text[opening:-1].replace("\\_", "_")
    start = at + opening
    end = at + len(text)
    if not inner.strip():
        return []
    if _NAME.fullmatch(inner.strip()) and inner.strip() not in JOINERS:
        found: list[Sign] = []
        for part in inner.strip().split("_"):
            found += [Sign("sign", "_", start, start)] if found else []
            found.append(Sign("number" if part.isdigit() else "word", part, start, end, space and not found))
        return found
    if text.startswith((r"\text", r"\mbox")):
        return [Sign("prose", inner.strip(), at, end, space)]
    shifted = [sign._replace(at=sign.at + start, end=sign.end + start) for sign in scan(inner)]
    return [Sign("sign", "{", at, at, space), *shifted, Sign("sign", "}", end, end)]
