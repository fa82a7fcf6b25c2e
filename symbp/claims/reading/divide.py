"""Where a line of mathematics divides: equals signs, assignments, and the ends of statements."""

from __future__ import annotations

from collections.abc import Iterator

from .misread import Misread
from .sign import Sign
from .signs import ARROWS, EQUALITIES, GAPS, JOINERS, MATRICES
from .symbol import closing

OPERATORS = frozenset(("=", "+", "-", "*", "/", "cdot", "times", "odot", "approx", "&"))


def dividers(signs: list[Sign]) -> Iterator[tuple[str, Sign, int]]:
    """Every equals sign and every end of a statement, with the place behind it.

    They are "equal", "assign" for :=, "more" and "less" for += and -=, "arrow", "end".
    """
    depth = 0
    last_end = None
    for n, sign in enumerate(signs):
        if sign.text in ("(", "[", "{"):
            depth += 1
        elif sign.text in (")", "]", "}"):
            depth -= 1
        elif sign.kind == "command" and sign.text in ("begin", "end") and encloses(signs, n):
            depth += 1 if sign.text == "begin" else -1
        if depth or (last_end is not None and sign.at < last_end):
            continue
        found = divider(signs, n)
        if found is not None:
            last_end = found[2]
            yield found


def encloses(signs: list[Sign], n: int) -> bool:
    """Whether the environment that begins or ends here is a matrix, or divides cases."""
    return n + 2 < len(signs) and signs[n + 2].text in (*MATRICES, "cases")


def only_space(signs: list[Sign], n: int) -> bool:
    """Whether a gap is no end of a statement: at the beginning of a row, or in front of an operator."""
    before = signs[n - 1].text if n else "&"
    if before in ("&", "\\", "(", *GAPS):
        return True
    after = next((sign.text for sign in signs[n + 1 :] if sign.text not in ("{", "}", *GAPS)), "=")
    return after in OPERATORS


def divider(signs: list[Sign], n: int) -> tuple[str, Sign, int] | None:
    """The divider that begins with a sign, if one does.

    Raises:
        Misread: a comparison that is no equality.
    """
    sign = signs[n]
    following = signs[n + 1] if n + 1 < len(signs) else Sign("end", "", sign.end, sign.end)
    joined = sign.text + following.text if following.at == sign.end else sign.text
    if sign.kind == "command":
        if sign.text in EQUALITIES:
            return "assign" if sign.text == "coloneqq" else "equal", sign, sign.end
        if sign.text in ARROWS:
            behind = closing(signs, n + 1) if following.text == "{" and sign.text.startswith("x") else n
            return "arrow", sign, signs[behind].end
        if sign.text == "Rightarrow" or (sign.text in GAPS and not only_space(signs, n)):
            return "end", sign, sign.end
        if sign.text.startswith("hspace") and following.text == "{":
            behind = closing(signs, n + 1)
            return None if only_space(signs[: n + 1] + signs[behind + 1 :], n) else ("end", sign, signs[behind].end)
        if sign.text in ("neq", "le", "ge", "ll", "gg", "sim"):
            raise Misread(sign.at, f"expected an equality, found \\{sign.text}")
        return None
    if sign.kind == "prose" and sign.text.strip(" .,;") in JOINERS:
        return "end", sign, sign.end
    if sign.kind == "word" and sign.text in JOINERS and sign.space and following.space:
        return "end", sign, sign.end
    if sign.kind != "sign":
        return None
    if joined in (":=", "<-", "->"):
        return "assign" if joined == ":=" else "arrow", sign, following.end
    if joined == "==":
        return "equal", sign, following.end
    if joined == "=>":
        return "end", sign, following.end
    if joined in ("+=", "-="):
        return "more" if joined == "+=" else "less", sign, following.end
    if joined in ("*=", "/=", "!=", "<=", ">=") or sign.text in "<>":
        raise Misread(sign.at, f"expected an equality, found {joined if len(joined) == 2 else sign.text}")
    if sign.text == "=":
        return "equal", sign, sign.end
    if sign.text in ",;":
        before = signs[n - 1] if n else sign
        decimal = before.kind == "number" and following.kind == "number" and not (sign.space or following.space)
        return None if decimal else ("end", sign, sign.end)
    return None
