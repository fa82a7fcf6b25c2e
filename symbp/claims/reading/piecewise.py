r"""Formulas in two cases as one: \begin{cases} x & x > 0 \\ 0 & \text{otherwise} \end{cases}, 1 if z > 0 else 0."""

from __future__ import annotations

from .indicators import factor, opposite, relation
from .misread import Misread
from .parentheses import closed
from .sign import Sign
from .signs import GAPS, words

OTHERWISE = words("otherwise else elsewhere sonst")
LEADING = words("if for when where wenn falls") | GAPS
_OPPOSITE = {">": ("<", "le"), "ge": ("<",), "<": (">", "ge"), "le": (">",), "=": ("neq",), "neq": ("=",)}
Case = tuple[list[Sign], list[Sign]]


def cases(signs: list[Sign], sign: Sign) -> list[Sign]:
    """What stands in an environment of cases, as one formula.

    Raises:
        Misread: other cases than a condition and its opposite.
    """
    rows = [divided(row) for row in parted(signs, "\\") if row]
    kept = [row for row in rows if not at_zero(row[1])] if len(rows) == 3 else rows
    if len(kept) != 2 or (len(rows) == 3 and any(said in OTHERWISE for _, row in rows for said in texts(row))):
        raise Misread(sign.at, "expected two cases, a condition and its opposite, found others")
    first, second = kept
    return either(first, second, sign)


def either(first: Case, second: Case, sign: Sign) -> list[Sign]:
    """Two values with their conditions, of which the second is the opposite of the first.

    Raises:
        Misread: it is not, or the first is no condition that has a meaning here.
    """
    (value, condition), (other, rest) = first, second
    if texts(condition) and set(texts(condition)) <= OTHERWISE:
        (value, condition), (other, rest) = second, first
    made = factor(condition, sign)
    if made is None:
        raise Misread(sign.at, "expected a condition such as z > 0 or i = j in a case, found another")
    if rest and not set(texts(rest)) <= OTHERWISE and not opposed(condition, rest):
        raise Misread(sign.at, "expected the opposite condition in the second case, found another")
    parts = [weighted(value, made, sign), weighted(other, opposite(made, sign), sign)]
    left, right = parts
    plus = [sign._replace(kind="sign", text="+", space=False)] if left and right else []
    nothing = [sign._replace(kind="number", text="0")]
    return closed([*left, *plus, *right] or nothing, sign)


def weighted(value: list[Sign], made: list[Sign], sign: Sign) -> list[Sign]:
    """A value where its condition holds: nothing for 0, the condition alone for 1.

    Raises:
        Misread: no value stands there.
    """
    if not value:
        raise Misread(sign.at, "expected a value in each case, found none")
    if texts(value) == ["0"]:
        return []
    if texts(value) == ["1"]:
        return made
    return [*closed(value, sign), sign._replace(kind="command", text="odot", space=False), *made]


def opposed(condition: list[Sign], rest: list[Sign]) -> bool:
    """Whether a condition is the opposite of another one, up to what happens at 0 itself."""
    first, second = relation(condition), relation(rest)
    if first is None or second is None:
        return False
    same = texts(first[0]) == texts(second[0]) and texts(first[2]) == texts(second[2])
    return same and (second[1] in _OPPOSITE[first[1]] or {first[1], second[1]} in ({"ge", "le"},))


def divided(row: list[Sign]) -> Case:
    """A row as its value and its condition.

    Raises:
        Misread: no sign stands between them.
    """
    value, *rest = parted(row, "&")
    if len(rest) != 1:
        raise Misread(row[0].at, "expected a value and a condition in each case, found something else")
    (condition,) = rest
    while condition and (condition[0].text.lower() in LEADING or condition[0].text == ","):
        condition = condition[1:]
    while condition and condition[-1].text in (",", ".", ";"):
        condition = condition[:-1]
    while value and value[-1].text in (",", *GAPS):
        value = value[:-1]
    return value, condition


def parted(signs: list[Sign], text: str) -> list[list[Sign]]:
    """What a sign divides outside of braces."""
    found: list[list[Sign]] = [[]]
    depth = 0
    for sign in signs:
        depth += {"{": 1, "}": -1}.get(sign.text, 0) if sign.kind == "sign" else 0
        if sign.text == text and not depth:
            found.append([])
        else:
            found[-1].append(sign)
    return found


def at_zero(condition: list[Sign]) -> bool:
    """Whether a condition is that something is 0, where a function with a kink has no slope."""
    divided_at = relation(condition)
    return divided_at is not None and divided_at[1] == "=" and texts(divided_at[2]) == ["0"]


def ternary(signs: list[Sign]) -> list[Sign]:
    """1 if z > 0 else 0, as programs write it, as one formula; anything else, inside of brackets too, as it is."""
    depth = 0
    found = []
    for n, sign in enumerate(signs):
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(sign.text, 0) if sign.kind == "sign" else 0
        if not depth and sign.text in ("if", "else"):
            found.append(n)
    if [signs[n].text for n in found] != ["if", "else"]:
        return signs
    first, second = found
    return either((signs[:first], signs[first + 1 : second]), (signs[second + 1 :], []), signs[first])


def texts(signs: list[Sign]) -> list[str]:
    """The texts of signs."""
    return [sign.text for sign in signs]
