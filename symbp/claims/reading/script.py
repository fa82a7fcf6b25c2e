r"""Indices and labels: j, 12 as 1 and 2, {l+1}, {i,j}, {t-1}."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ..tree import Letter, Negative, Number, Sum, Tree
from .misread import Misread
from .sign import Sign
from .symbol import LETTERS


def parts_of(signs: Sequence[Sign]) -> list[tuple[Sign, ...]]:
    """What commas and semicolons divide."""
    found: list[list[Sign]] = [[]]
    for sign in signs:
        if sign.kind == "sign" and sign.text in ",;":
            found.append([])
        elif sign.kind != "sign" or sign.text not in "{}_":
            found[-1].append(sign)
    return [tuple(part) for part in found]


def positions(signs: Sequence[Sign], count: int, names: Mapping[str, int] | None = None) -> tuple[Tree, ...] | None:
    """Signs as so many indices: divided by commas or spaces, else one sign each; None where they are not so many.

    `names` are words that stand for a place, such as the names of units.
    """
    parts = parts_of(signs)
    if len(parts) == 1 and count > 1:
        parts = spaced(parts[0]) or single_signs(parts[0]) or parts
    if len(parts) != count:
        return None
    found = []
    for part in parts:
        tree = position(part, names or {})
        if tree is None:
            return None
        found.append(tree)
    return tuple(found)


def spaced(signs: tuple[Sign, ...]) -> list[tuple[Sign, ...]] | None:
    """Indices that stand side by side, each a sign of its own."""
    if len(signs) > 1 and all(sign.kind in ("word", "number", "command") for sign in signs):
        return [(sign,) for sign in signs]
    return None


def single_signs(signs: tuple[Sign, ...]) -> list[tuple[Sign, ...]] | None:
    """jk as j and k, 12 as 1 and 2."""
    if len(signs) != 1 or signs[0].kind not in ("word", "number") or not signs[0].text.isalnum():
        return None
    sign = signs[0]
    return [
        (Sign("number" if letter.isdigit() else "word", letter, sign.at + n, sign.at + n + 1),)
        for n, letter in enumerate(sign.text)
    ]


def position(signs: tuple[Sign, ...], names: Mapping[str, int] | None = None) -> Tree | None:
    """An index: a number, a letter, or a sum of these; None for anything else."""
    word = "".join(sign.text for sign in signs if sign.text != "_")
    if names and word in names:
        return Number(Decimal(names[word] + 1), signs[0].at)
    found: list[Tree] = []
    minus = False
    waiting = True
    for sign in signs:
        if sign.kind == "sign" and sign.text in "+-":
            if waiting and (found or minus or sign.text == "+"):
                return None
            minus, waiting = sign.text == "-", True
            continue
        part = simple(sign) if waiting else None
        if part is None:
            return None
        found.append(Negative(part, sign.at) if minus else part)
        minus, waiting = False, False
    if waiting or not found:
        return None
    return found[0] if len(found) == 1 else Sum(tuple(found), signs[0].at)


def simple(sign: Sign) -> Tree | None:
    """A whole number or a single letter."""
    if sign.kind == "number" and sign.text.isdigit() and len(sign.text) <= 9:
        return Number(Decimal(sign.text), sign.at)
    if (sign.kind == "word" and len(sign.text) == 1) or (sign.kind == "command" and sign.text in LETTERS):
        return Letter("l" if sign.text == "ell" else sign.text, sign.at)
    return None


def index_name(signs: Sequence[Sign]) -> str:
    """The letter of an index that is summed over.

    Raises:
        Misread: something else stands there.
    """
    tree = position(tuple(signs))
    if not isinstance(tree, Letter):
        raise Misread(signs[0].at if signs else 0, "expected the letter of an index, found something else")
    return tree.name
