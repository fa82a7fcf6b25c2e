r"""What stands raised behind a name: a layer, an example, a transpose, an update, or an exponent."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..tree import Negative, Tree
from .script import parts_of, position
from .sign import Sign

NEW = frozenset(("+", "new", "neu", "updated", "next", "after"))
OLD = frozenset(("old", "alt", "before"))
_LATER = re.compile(r"\(?[a-z]\+1\)?")
_CLOSES = {"(": ")", "[": "]"}


@dataclass(frozen=True)
class Above:
    """What is raised, taken apart.

    `label` is a number or a formula of layers or time, in brackets of the kind `bracket` ("(", "[", "<") or bare;
    `example` an example's number in a bracket of its own; `new` for the value after an update, `old` for the one
    before; `power` the signs of anything else.
    """

    label: Tree | None = None
    bracket: str = ""
    example: Tree | None = None
    transposed: bool = False
    new: bool = False
    later: bool = False
    old: bool = False
    power: tuple[Sign, ...] = ()


def read_above(signs: tuple[Sign, ...]) -> Above:
    """Raised signs taken apart; what is no label, transpose or update is an exponent."""
    if not signs:
        return Above()
    words = "".join(sign.text for sign in signs if sign.text not in "{}")
    if words.strip("()") in NEW:
        return Above(new=True)
    if words.strip("()") in OLD:
        return Above(old=True)
    transposed = False
    inner = [sign for sign in signs if sign.kind != "sign" or sign.text not in "{}"]
    if inner[-1].text in ("T", "top") and (len(inner) == 1 or inner[-2].text in (")", "]", ",") or single(inner)):
        transposed = True
        inner = inner[:-2] if len(inner) > 1 and inner[-2].text == "," else inner[:-1]
        if not inner:
            return Above(transposed=True)
    later = bool(_LATER.fullmatch(words))
    groups = bracketed(inner)
    if groups is None or len(groups) > 2:
        return Above(power=signs)
    (bracket, first), *more = groups
    parts = parts_of(first)
    label = position(parts[-1]) if len(parts) <= 2 else None
    example = position(parts[0]) if len(parts) == 2 else None
    if label is None or isinstance(label, Negative) or (len(parts) == 2 and example is None):
        return Above(power=signs)
    if more:
        if example is not None or bracket == "" or more[0][0] != "(":
            return Above(power=signs)
        example = position(tuple(more[0][1]))
    return Above(label, bracket, example, transposed, later=later, power=() if transposed else signs)


def single(signs: list[Sign]) -> bool:
    """Whether a T behind these is a sign of its own: 2 T, but not l + T."""
    return len(signs) == 2 and signs[0].kind in ("number", "word")


def bracketed(signs: list[Sign]) -> list[tuple[str, list[Sign]]] | None:
    """Signs as groups in brackets, or as one bare group; None where brackets and bare signs are mixed."""
    if signs[0].kind == "command" and signs[0].text == "langle" and signs[-1].text == "rangle":
        return [("<", signs[1:-1])]
    if signs[0].text == "<" and signs[-1].text == ">":
        return [("<", signs[1:-1])]
    if signs[0].kind != "sign" or signs[0].text not in _CLOSES:
        return [("", signs)] if not any(sign.text in "([" for sign in signs if sign.kind == "sign") else None
    found: list[tuple[str, list[Sign]]] = []
    at = 0
    while at < len(signs):
        if signs[at].kind != "sign" or signs[at].text not in _CLOSES:
            return None
        closed = _CLOSES[signs[at].text]
        end = next((n for n in range(at + 1, len(signs)) if signs[n].text == closed), 0)
        if not end:
            return None
        found.append((signs[at].text, signs[at + 1 : end]))
        at = end + 1
    return found if all(inner for _, inner in found) else None
