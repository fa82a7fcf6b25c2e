"""0.54 for 0.45: a given number is copied with digits swapped or left out, a point moved, or from its neighbour."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction

from ...language import Role, Tensor, as_expression
from ..diagnosis.page import Page
from ..diagnosis.slip import Slip, change
from ..sheet import Line, given_values

PRIOR = 0.04
GENERAL = True
MANY, LEAST = 3, 2  # digits beyond which a number may be shortened, and to how many at least


def given(line: Line, page: Page) -> Iterator[Slip]:
    """Every given number, in each of the ways in which it is likely to be copied wrongly."""
    number = written(line.tensor, page)
    if number is None:
        return
    near = [found for other in page.siblings(line.tensor, 2) if (found := written(other, page)) is not None]
    for wrong in dict.fromkeys((*swaps(number), number.scaleb(1), number.scaleb(-1), -number, *near, *shorter(number))):
        if wrong != number:
            yield change(line, as_expression(Fraction(wrong)), quantity=line.tensor.name, read=shown(wrong))


def written(tensor: Tensor, page: Page) -> Decimal | None:
    """The number as it was given."""
    return given_values(page.sheet).get(tensor) if tensor.role is not Role.STATE else None


def swaps(number: Decimal) -> Iterator[Decimal]:
    """The number with two neighbouring digits exchanged."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    digits = (0,) * max(0, 1 - len(digits) - exponent) + digits
    for place in range(len(digits) - 1):
        swapped = (*digits[:place], digits[place + 1], digits[place], *digits[place + 2 :])
        yield Decimal((sign, swapped, exponent))


def shorter(number: Decimal) -> Iterator[Decimal]:
    """A number of many digits rounded, or cut, to fewer of them."""
    size = len(number.as_tuple().digits)
    for count in range(size - 1, LEAST - 1, -1) if size > MANY else ():
        for how in (ROUND_HALF_UP, ROUND_DOWN):
            yield number.quantize(Decimal(1).scaleb(number.adjusted() - count + 1), how)


def shown(number: Decimal) -> str:
    """The number without an exponent."""
    return f"{number.normalize():f}"
