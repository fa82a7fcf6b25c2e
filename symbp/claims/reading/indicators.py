"""Conditions as factors that are 1 where they hold, else 0: 1[z > 0], (z > 0), 1_{i = j}, [i \\ne j]."""

from __future__ import annotations

from .parentheses import closed
from .script import position
from .sign import Sign
from .symbol import closing

ONES = frozenset(("1", "I", "ones"))
_OPEN = {"(": ")", "[": "]"}
_LARGER, _SMALLER = (">", "ge"), ("<", "le")


def indicator(signs: list[Sign], at: int, found: list[Sign]) -> int:
    """A condition in brackets at a place, with or without a 1 in front, as a factor; the place behind what was taken.

    Equal indices in round brackets need the 1; any other bracket is left alone.
    """
    end = closing(signs, at)
    one = bool(found) and found[-1].text in ONES and not signs[at].space
    made = (
        factor(signs[at + 1 : end], signs[at])
        if one or signs[at].text == "[" or compares(signs[at + 1 : end])
        else None
    )
    if made is None:
        found.append(signs[at])
        return at + 1
    if one:
        found.pop()
    found += made
    return end + 1


def lowered(signs: list[Sign], at: int, found: list[Sign]) -> int:
    """1_{z > 0} and 1_{i = j}: a condition below a 1; a 1 without one is left alone."""
    end = next((n for n in range(at, len(signs)) if signs[n].text == "}"), at)
    made = factor(signs[at + 3 : end], signs[at])
    if made is None:
        found.append(signs[at])
        return at + 1
    found += made
    return end + 1


def compares(signs: list[Sign]) -> bool:
    """Whether something is said to be larger or smaller than something else."""
    return any(sign.text in (*_LARGER, *_SMALLER) for sign in signs)


def factor(condition: list[Sign], sign: Sign) -> list[Sign] | None:
    """What is 1 where a condition holds: the slope of ReLU where a sign is asked for, [i = j] for indices.

    None where it is something else.
    """
    if len(condition) > 1 and condition[0].text in _OPEN and closing(condition, 0) == len(condition) - 1:
        condition = condition[1:-1]
    divided = relation(condition)
    if divided is None:
        return None
    left, text, right = divided
    if text in ("=", "neq"):
        if position(tuple(left)) is None or position(tuple(right)) is None:
            return None
        equal = [_sign(sign, "["), *left, _sign(sign, "="), *right, _sign(sign, "]")]
        return equal if text == "=" else opposite(equal, sign)
    if [part.text for part in left] == ["0"]:
        left, right, text = right, left, "<" if text in _LARGER else ">"
    if [part.text for part in right] != ["0"] or not left:
        return None
    of = left if text in _LARGER else [_sign(sign, "-"), *closed(left, sign)]
    return [sign._replace(kind="word", text="relu"), _sign(sign, "'"), *closed(of, sign)]


def opposite(made: list[Sign], sign: Sign) -> list[Sign]:
    """1 - factor, in parentheses."""
    one = sign._replace(kind="number", text="1", space=False)
    return closed([one, _sign(sign, "-"), *made], sign)


def relation(signs: list[Sign]) -> tuple[list[Sign], str, list[Sign]] | None:
    """The two sides of the only comparison that stands outside of brackets, and its sign; None where there is none."""
    depth = 0
    found = []
    for n, sign in enumerate(signs):
        if sign.kind == "sign" and sign.text in "([{":
            depth += 1
        elif sign.kind == "sign" and sign.text in ")]}":
            depth -= 1
        elif not depth and sign.text in (*_LARGER, *_SMALLER, "=", "neq"):
            found.append(n)
    if not found:
        return None
    at = end = found[0]
    text = signs[at].text
    if len(found) == 2 and found[1] == at + 1 and signs[found[1]].text == "=":
        end = found[1]  # >= and == in two signs
    elif len(found) > 1:
        return None
    left = signs[:at]
    if left and left[-1].text == "!" and text == "=":
        left, text = left[:-1], "neq"
    return left, text, signs[end + 1 :]


def _sign(sign: Sign, text: str) -> Sign:
    return sign._replace(kind="sign", text=text, space=False)
