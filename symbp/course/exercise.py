"""Individual variants of a worked example: other numbers, nothing saturated, with blanks and an answer key."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..claims.records import Quantity
from ..claims.sheet import Kind, Line, Sheet, given_values, right_sheet
from ..errors import SpecError
from ..language import Network, Role, Tensor
from ..spec.build import build
from ..spec.file import read_table
from ..spec.load import locate
from ..worked import spell_out
from ..worked.tape import Tape
from .draw import numbers
from .toml import toml

TRIES = 500
STEEPEST = 3.0  # the largest pre-activation, beyond which a unit is saturated
TINY = 1e-4  # a gradient below it would be lost among the digits that people write
DEAD = 0.5  # the share of gradients that may be 0, as a rectifier makes them
KEY_DIGITS = 6


@dataclass(frozen=True)
class Answer:
    """A blank and what belongs there: its name, its quantity, and the true value."""

    name: str
    quantity: Quantity
    value: float


@dataclass(frozen=True)
class Exercise:
    """One variant: the file of its network, the network, and what is asked for."""

    name: str
    table: Mapping[str, Any]
    network: Network
    answers: tuple[Answer, ...]

    @property
    def file(self) -> str:
        """The network as TOML."""
        return toml(self.table)

    @property
    def key(self) -> str:
        """The answers as claims in TOML."""
        return toml({"claims": {answer.name: digits(answer.value) for answer in self.answers}})


def exercises(source: str, count: int, seed: int) -> Iterator[Exercise]:
    """So many variants of a network; the same seed gives the same ones.

    Raises:
        SpecError: the network has no numbers, or no variant was found that one can calculate by hand.
    """
    path = locate(source)
    table = read_table(path)
    if not isinstance(table.get("numbers"), Mapping):
        raise SpecError(f"{source}: expected [numbers] to make variants of, found none")
    width = max(3, len(str(count)))
    for number in range(1, count + 1):
        yield variant(table, path, f"{number:0{width}}", random.Random(f"{seed}-{number}"))


def variant(table: Mapping[str, Any], path: Path, name: str, dice: random.Random) -> Exercise:
    """The first draw that one can calculate by hand.

    Raises:
        SpecError: there is none.
    """
    kept = {key: value for key, value in table.items() if key not in ("published", "name")}
    title = f"{table.get('title', path.stem)}, variant {name}"[:200]
    base = build(dict(table), path.name)
    flip = bool(base.with_role(Role.PREACTIVATION))
    sheet = right_sheet(spell_out(base))
    for _ in range(TRIES):
        made = {**kept, "title": title, "numbers": numbers(table["numbers"], dice, flip=flip)}
        network = build(made, f"{name}.toml")
        values = calculated(sheet, spell_out(network))
        if values is not None and is_readable(sheet, values):
            return Exercise(name, made, network, tuple(answers(sheet, values)))
    raise SpecError(f"{path.name}: found no other numbers for it that one can calculate with by hand")


def calculated(sheet: Sheet, network: Network) -> dict[Tensor, float] | None:
    """The values of all lines with the numbers of a network; None where there are none."""
    tape = Tape()
    for tensor, value in given_values(replace(sheet, network=network)).items():
        tape.put(tensor, float(value))
    for line in sheet.lines:
        tape.define(line.tensor, line.formula)
    try:
        tape.run()
    except (ArithmeticError, ValueError):
        return None
    values = {line.tensor: tape.read(line.tensor) for line in sheet.lines}
    return values if all(map(math.isfinite, values.values())) else None


def is_readable(sheet: Sheet, values: Mapping[Tensor, float]) -> bool:
    """Whether no unit is saturated and the gradients are large enough to be written down."""
    for line in sheet.of_kind(Kind.VALUE):
        if line.of.role is Role.PREACTIVATION and abs(values[line.tensor]) > STEEPEST:
            return False
    slopes = [abs(values[line.tensor]) for line in sheet.of_kind(Kind.ADJOINT) if line.of.role is Role.PARAMETER]
    return all(slope >= TINY or not slope for slope in slopes) and slopes.count(0.0) <= DEAD * len(slopes)


def answers(sheet: Sheet, values: Mapping[Tensor, float]) -> Iterator[Answer]:
    """What is asked for, in the order in which one calculates."""
    loss = sheet.network.loss
    for line in (*sheet.of_kind(Kind.VALUE), *sheet.of_kind(Kind.ADJOINT), *sheet.of_kind(Kind.UPDATED)):
        if not asked(line, sheet):
            continue
        if line.kind is Kind.ADJOINT:
            yield Answer(f"d{loss.name}/d{line.of.name}", Quantity(loss, line.of), values[line.tensor])
        elif line.kind is Kind.UPDATED:
            yield Answer(f"{line.of.name}+", Quantity(line.of, updates=1), values[line.tensor])
        else:
            yield Answer(line.of.name, Quantity(line.of), values[line.tensor])


def asked(line: Line, sheet: Sheet) -> bool:
    """Whether a line belongs on the sheet: not what nobody asks for, not what an update leaves alone."""
    if line.kind is Kind.ADJOINT:
        return line.of.role not in (Role.INPUT, Role.PART)
    return line.kind is not Kind.UPDATED or line.of.name not in sheet.network.numbers.frozen


def digits(value: float) -> Decimal:
    """A number with six significant digits."""
    return Decimal(f"{value or 0.0:#.{KEY_DIGITS}g}".rstrip("."))  # no zero below 0
