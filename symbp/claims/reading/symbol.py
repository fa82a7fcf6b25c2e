r"""A symbol with all that hangs on it: \hat{y}^{(2)}_{k}, w_{11}, \sigma', out_o1, z[1, 2]."""

from __future__ import annotations

from dataclasses import dataclass

from ...spec.name import GREEK
from .misread import Misread
from .sign import Sign
from .tidy import behind

GREEK_WORDS = frozenset(GREEK.values())
LETTERS = GREEK_WORDS | {"ell"}
_CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True)
class Symbol:
    """A name as it stands, and its scripts as signs.

    `base` is a word, Greek letters by their words; `below` the scripts below, one after the other; `above` what stands
    raised; `bracketed` what follows in square brackets; `primes` how many; `at` and `end` its place in the text.
    """

    base: str
    at: int
    end: int
    accent: str = ""
    below: tuple[tuple[Sign, ...], ...] = ()
    above: tuple[Sign, ...] = ()
    bracketed: tuple[Sign, ...] = ()
    primes: int = 0
    command: bool = False

    @property
    def lower(self) -> str:
        """What stands below as one word, commas and lows left out; "?" in it where something else stands there."""
        return "".join(flat(part) for part in self.below)

    @property
    def shown(self) -> str:
        """The name for a message."""
        base = rf"\{self.accent}{{{self.base}}}" if self.accent else self.base
        return base + "".join(f"_{flat(part)}" for part in self.below)


def flat(signs: tuple[Sign, ...]) -> str:
    """Signs as one word."""
    found = []
    for sign in signs:
        if sign.kind in ("word", "number") or (sign.kind == "command" and sign.text in LETTERS):
            found.append("l" if sign.text == "ell" else sign.text)
        elif sign.kind != "sign" or sign.text not in "_,{} ":
            found.append("?")
    return "".join(found)


def starts_symbol(sign: Sign) -> bool:
    """Whether a symbol begins here."""
    return sign.kind in ("word", "accent") or (sign.kind == "command" and sign.text in LETTERS)


def read_symbol(signs: list[Sign], at: int) -> tuple[Symbol, int]:
    """The symbol that begins at a place, and the place behind it.

    Raises:
        Misread: scripts that are not well formed.
    """
    first = signs[at]
    accent, command = "", first.kind == "command"
    base, end = ("l" if first.text == "ell" else first.text), first.end
    at += 1
    if first.kind == "accent":
        close = behind(signs, at)
        inner, after = read_symbol_of(signs[at + 1 : close - 1], first)
        base, accent, end, at = inner.base, first.text, signs[close - 1].end, close
        if after or inner.above or inner.primes:
            raise Misread(first.at, f"expected one letter under the {first.text}, found more")
        below = list(inner.below)
    else:
        below = []
    above: tuple[Sign, ...] = ()
    bracketed: tuple[Sign, ...] = ()
    primes = 0
    while at < len(signs):
        sign = signs[at]
        if sign.kind != "sign":
            break
        if sign.text == "_":
            script, at = read_script(signs, at + 1)
            below.append(script)
        elif sign.text == "^" or (sign.text == "*" and power_of_plain(signs, at)):
            script, at = read_script(signs, at + (1 if sign.text == "^" else 2))
            if all(s.text == "'" for s in script):
                primes += len(script)
                continue
            if above:
                raise Misread(sign.at, "expected one exponent, found two")
            above = script
        elif sign.text == "'":
            primes += 1
            at += 1
        elif sign.text == "[" and not sign.space and not above and first.kind != "accent":
            close = closing(signs, at)
            comma = (sign._replace(text=","),) if bracketed else ()
            bracketed += (*comma, *signs[at + 1 : close])
            at = close + 1
        else:
            break
        end = signs[at - 1].end
    symbol = Symbol(base, first.at, end, accent, tuple(below), above, bracketed, primes, command)
    return symbol, at


def read_symbol_of(signs: list[Sign], outer: Sign) -> tuple[Symbol, int]:
    """The only symbol of a group, and how many signs are left behind it."""
    if not signs or not starts_symbol(signs[0]) or signs[0].kind == "accent":
        raise Misread(outer.at, f"expected a letter under the {outer.text}, found none")
    symbol, at = read_symbol(signs, 0)
    return symbol, len(signs) - at


def power_of_plain(signs: list[Sign], at: int) -> bool:
    """Whether ** stands here."""
    return at + 1 < len(signs) and signs[at + 1].text == "*" and signs[at + 1].at == signs[at].at + 1


def read_script(signs: list[Sign], at: int) -> tuple[tuple[Sign, ...], int]:
    """What stands raised or lowered, without its braces, and the place behind it.

    Raises:
        Misread: nothing stands there.
    """
    if at >= len(signs):
        raise Misread(signs[-1].at, "expected an index or an exponent, found the end")
    sign = signs[at]
    if sign.kind == "sign" and sign.text == "{":
        close = behind(signs, at)
        return tuple(signs[at + 1 : close - 1]), close
    if sign.kind == "sign" and sign.text in "([":
        close = closing(signs, at)
        return tuple(signs[at : close + 1]), close + 1
    if sign.kind == "sign" and sign.text in "+-" and at + 1 < len(signs):
        following = signs[at + 1]
        if sign.text == "-" and following.kind in ("number", "word", "command") and not following.space:
            if starts_symbol(following):
                _, end = read_symbol(signs, at + 1)
                return tuple(signs[at:end]), end
            return tuple(signs[at : at + 2]), at + 2
        return (sign,), at + 1
    if sign.kind == "sign" and sign.text not in "+'*":
        raise Misread(sign.at, f"expected an index or an exponent, found {sign.text}")
    if sign.kind == "accent":
        close = behind(signs, at + 1)
        return tuple(signs[at:close]), close
    return (sign,), at + 1


def closing(signs: list[Sign], at: int) -> int:
    """The place of the bracket that closes the one here."""
    opened = signs[at].text
    closed = _CLOSING[opened]
    depth = 0
    for place in range(at, len(signs)):
        if signs[place].kind == "sign" and signs[place].text in (opened, closed):
            depth += 1 if signs[place].text == opened else -1
            if depth == 0:
                return place
    raise Misread(signs[at].at, f"expected {closed}, found the end")
