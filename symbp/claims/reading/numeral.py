"""Numbers as people print them: 0.0822, 8.22e-2, 8.22 \\times 10^{-2}, 8.22 %."""

from __future__ import annotations

from decimal import Decimal

from ...reading.limits import EXPONENT
from .misread import Misread
from .sign import Sign
from .signs import PRODUCTS
from .symbol import read_script


def numeral(signs: list[Sign], at: int) -> tuple[Decimal, int]:
    """The number at a place with its digits as written, and the place behind it.

    Raises:
        Misread: a comma where only a decimal point could stand, or a dot that may be one.
    """
    sign = signs[at]
    value = Decimal(sign.text)
    at += 1
    if at + 1 < len(signs) and signs[at].text == "cdot" and signs[at].end == signs[at].at + 1:
        dot, after = signs[at], signs[at + 1]
        pointed = any("." in part.text for part in signs if part.kind == "number")  # 1·2 + 0.5: so it is a product
        if after.kind == "number" and not (dot.space or after.space or pointed):
            if not (after.text == "10" and at + 2 < len(signs) and signs[at + 2].text == "^"):
                raise Misread(sign.at, f"expected a decimal point or spaces, found the dot in {sign.text}·{after.text}")
    if at < len(signs) and signs[at].text == "%":
        value, at = value.scaleb(-2), at + 1
    else:
        value, at = scientific(value, signs, at)
    if at + 1 < len(signs) and signs[at].text == "," and signs[at + 1].kind == "number":
        comma, after = signs[at], signs[at + 1]
        if not after.space and not comma.space and not ("." in sign.text and "." in after.text):
            raise Misread(sign.at, f"expected a decimal point, found the comma in {sign.text},{after.text}")
    return value, at


def scientific(value: Decimal, signs: list[Sign], at: int) -> tuple[Decimal, int]:
    """The number times the power of ten that follows, if one does."""
    if at + 3 > len(signs) or signs[at + 1].text != "10" or signs[at + 2].text != "^":
        return value, at
    if signs[at].text != "*" and PRODUCTS.get(signs[at].text) != "plain":
        return value, at
    script, end = read_script(signs, at + 3)
    text = "".join(sign.text for sign in script if sign.text not in "(){}")
    if not text.lstrip("+-").isdigit() or len(text.lstrip("+-")) < len(text) - 1:
        return value, at
    if len(text) > 4 or abs(int(text)) > EXPONENT:
        raise Misread(signs[at + 2].at, f"expected exponents of at most {EXPONENT}, found {text[:12]}")
    return value.scaleb(int(text)), end
