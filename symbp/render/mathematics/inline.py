"""Formulas inside a sentence: a lone derivative with a slash, so that it stays as tall as the line."""

from __future__ import annotations


def slashed(latex: str) -> str:
    """A formula that is one derivative, or defines one, with a slash in place of the fraction bar."""
    head, sign, tail = latex.rpartition(":= ")
    found = derivative(tail)
    return latex if found is None else f"{head}{sign}{found[0]} / {found[1]}"


def derivative(latex: str) -> tuple[str, str] | None:
    """Top and bottom of a formula that is nothing but a derivative."""
    if not latex.startswith((r"\frac{\partial ", r"\frac{d ")):
        return None
    top, rest = braced(latex, len(r"\frac"))
    bottom, end = braced(latex, rest)
    if end != len(latex) or r"\frac" in top + bottom:
        return None
    return top, bottom


def braced(latex: str, start: int) -> tuple[str, int]:
    """The group in braces that starts here, and the place behind it."""
    depth = 0
    for place in range(start, len(latex)):
        depth += {"{": 1, "}": -1}.get(latex[place], 0)
        if not depth:
            return latex[start + 1 : place], place + 1
    return latex[start + 1 :], len(latex)
