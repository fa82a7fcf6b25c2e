"""Signs of Unicode as the signs of LaTeX that they stand for."""

from __future__ import annotations

import unicodedata

from .misread import Misread
from .sign import Sign
from .signs import ABOVE, BELOW, COMBINING, COMMAND_OF, SIGN_OF, plain_letter


def foreign(sign: str, at: int, space: bool, before: list[Sign]) -> list[Sign]:
    """A sign that is not ASCII, as those it stands for.

    Raises:
        Misread: no formula has it.
    """
    end = at + 1
    for signs, mark in ((ABOVE, "^"), (BELOW, "_")):
        if sign in signs:
            inner = signs[sign]
            kind = "number" if inner.isdigit() else "word" if inner.isalpha() else "sign"
            if joins(before, at, mark):
                return raised(before, Sign(kind, inner, at, end))
            plain = [Sign("sign", mark, at, end, space), Sign("sign", "{", at, end)]
            return [*plain, Sign(kind, inner, at, end), Sign("sign", "}", at, end)]
    if sign in SIGN_OF:
        return [Sign("sign", inner, at, end, space) for inner in SIGN_OF[sign]]
    if sign in COMMAND_OF:
        return [Sign("command", COMMAND_OF[sign], at, end, space)]
    if sign in COMBINING and before and before[-1].kind in ("word", "command") and before[-1].end == at:
        return accented(before, COMBINING[sign], at)
    plain_sign = plain_letter(sign)
    if plain_sign in COMMAND_OF:
        return [Sign("command", COMMAND_OF[plain_sign], at, end, space)]
    if plain_sign.isascii() and plain_sign.isalnum():
        return [Sign("number" if plain_sign.isdigit() else "word", plain_sign, at, end, space)]
    parts = unicodedata.normalize("NFD", sign)
    if len(parts) == 2 and parts[1] in COMBINING and parts[0].isascii():
        group = [Sign("sign", "{", at, end), Sign("word", parts[0], at, end), Sign("sign", "}", at, end)]
        return [Sign("command", COMBINING[parts[1]], at, end, space), *group]
    raise Misread(at, f"expected a sign of a formula, found {shown(sign)}")


def joins(before: list[Sign], at: int, mark: str) -> bool:
    """Whether a raised or lowered sign goes on with the one in front of it."""
    if len(before) < 4 or before[-1].text != "}" or before[-1].end != at or before[-1].at != at - 1:
        return False
    n = len(before) - 1
    while n and before[n].text != "{":
        n -= 1
    return n > 0 and before[n - 1].text == mark and before[n - 1].at == before[n].at


def raised(before: list[Sign], sign: Sign) -> list[Sign]:
    """The script in front of a sign with the sign in it."""
    closing = before.pop()
    last = before[-1]
    if sign.kind == last.kind and sign.kind in ("number", "word") and last.end == sign.at:
        before[-1] = last._replace(text=last.text + sign.text, end=sign.end)
        return [closing._replace(at=sign.at, end=sign.end)]
    return [sign, closing._replace(at=sign.at, end=sign.end)]


def accented(before: list[Sign], accent: str, at: int) -> list[Sign]:
    """The letter in front with its accent, as a command with an argument."""
    letter = before.pop()
    rest: list[Sign] = []
    if letter.kind == "word" and len(letter.text) > 1:
        rest = [letter._replace(text=letter.text[:-1], end=at - 1)]
        letter = letter._replace(text=letter.text[-1], at=at - 1, space=False)
    group = [Sign("sign", "{", letter.at, letter.at), letter, Sign("sign", "}", at, at + 1)]
    return [*rest, Sign("command", accent, letter.at, letter.at, letter.space), *group]


def shown(sign: str) -> str:
    """A sign for a message, by its number where it cannot be seen."""
    return sign if sign.isprintable() and not unicodedata.category(sign).startswith("M") else f"U+{ord(sign):04X}"
