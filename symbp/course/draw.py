"""Other numbers of the same kind: as many digits, about as large, as easy to read."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal
from math import ceil
from typing import Any

DIGITS = 2  # significant digits of a drawn number
FLIP = 0.25  # how often a weight changes its sign


def numbers(table: Mapping[str, Any], dice: random.Random, *, flip: bool) -> dict[str, Any]:
    """The table [numbers] with other inputs, targets, parameters and constants, in the same places."""
    drawn = {name: value for name, value in table.items() if name != "updates"}
    for name in ("inputs", "targets", "parameters", "constants"):
        if name in table:
            drawn[name] = other(table[name], dice, targets=name == "targets", flip=flip and name == "parameters")
    return drawn


def other(value: Any, dice: random.Random, *, targets: bool, flip: bool) -> Any:
    """Another value in place of each number."""
    if targets and is_one_hot(value):
        return chosen(value, dice)
    if isinstance(value, Mapping):
        return {name: other(part, dice, targets=targets, flip=flip) for name, part in value.items()}
    if isinstance(value, list):
        return [other(part, dice, targets=targets, flip=flip) for part in value]
    number = Decimal(value)
    if targets and 0 <= number <= 1:
        return number if number in (0, 1) else Decimal(dice.randint(1, 19)) * Decimal("0.05")
    found = near(number, dice)
    return -found if flip and dice.random() < FLIP else found


def near(value: Decimal, dice: random.Random) -> Decimal:
    """A number from 0.3 to 1.9 times as large, of the same sign, with at most two significant digits."""
    if not value:
        return Decimal(dice.randint(1, 9)) / 10
    plain = abs(value).normalize()
    last = max(int(plain.as_tuple().exponent), plain.adjusted() - DIGITS + 1)
    if last == plain.adjusted() and plain.as_tuple().digits[0] < 3:
        last -= 1  # 1 alone would leave no choice
    step = Decimal(1).scaleb(last)
    least, most = ceil(plain * Decimal("0.3") / step), int(plain * Decimal("1.9") / step)
    found = (dice.randint(least, max(least, most)) * step).normalize()
    found = found.quantize(Decimal(1)) if int(found.as_tuple().exponent) > 0 else found
    return found.copy_sign(value)


def is_one_hot(value: Any) -> bool:
    """Whether one entry is 1 and all others are 0."""
    parts = list(value.values()) if isinstance(value, Mapping) else value
    if not isinstance(parts, list) or len(parts) < 2 or any(isinstance(part, list | Mapping) for part in parts):
        return False
    return sorted(parts) == [0] * (len(parts) - 1) + [1]


def chosen(value: Any, dice: random.Random) -> Any:
    """Another entry is 1."""
    parts = list(value.values()) if isinstance(value, Mapping) else list(value)
    dice.shuffle(parts)
    return dict(zip(value, parts, strict=True)) if isinstance(value, Mapping) else parts
