"""Signs in parentheses: made, and found at the end of what is there."""

from __future__ import annotations

from collections.abc import Iterable

from .sign import Sign


def operand(found: list[Sign]) -> int:
    """Where the name or the parenthesis begins with which the signs end."""
    at = len(found) - 1
    if at >= 0 and found[at].text == ")":
        depth = 0
        for at in range(len(found) - 1, -1, -1):
            depth += {")": 1, "(": -1}.get(found[at].text, 0)
            if not depth:
                break
        return at
    while at >= 2 and found[at - 1].text == "_" and found[at - 1].kind == "sign":
        at -= 2
    return max(at, 0)


def closed(signs: Iterable[Sign], sign: Sign) -> list[Sign]:
    """Signs in parentheses."""
    opening = Sign("sign", "(", sign.at, sign.at)
    return [opening, *signs, Sign("sign", ")", sign.end, sign.end)]


def comma(sign: Sign) -> tuple[Sign]:
    """What divides arguments."""
    return (Sign("sign", ",", sign.at, sign.at),)
