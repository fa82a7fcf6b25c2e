"""Published values beside the calculated ones; where they differ, the known mistakes are replayed."""

from __future__ import annotations

import math
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from ..claims.diagnosis import diagnose
from ..claims.evaluate import evaluate
from ..claims.sheet import Sheet, right_sheet, updated
from ..derivation import Derivation
from ..language import Tensor, adjoint
from .records import Remark


def remarks(derivation: Derivation) -> tuple[Remark, ...]:
    """One remark for each published value, in the order in which they were given.

    Raises:
        SpecError: an arbitrary function, or updates without a learning rate.
        SizeError: more updates than one can wait for.
    """
    published = derivation.network.numbers.published
    if not published:
        return ()
    sheet = right_sheet(derivation.network)
    return tuple(remark(sheet, kind, name, value) for kind, name, value in published)


def remark(sheet: Sheet, kind: str, name: str, published: Decimal) -> Remark:
    """The verdict on one published value, and the likeliest mistakes if it is not right."""
    tensor, updates = meant(sheet, kind, name)
    value = evaluate(sheet, updates=updates).get(tensor, 0.0)  # a parameter without influence has the gradient 0
    verdict = judge(published, value)
    causes = diagnose(sheet, tensor, published, updates=updates) if verdict in ("near", "wrong") else ()
    return Remark(kind, name, published, value, verdict, causes)


def meant(sheet: Sheet, kind: str, name: str) -> tuple[Tensor, int]:
    """The line that a published value is of, and after how many updates."""
    if kind == "losses":
        return sheet.network.loss, int(name)
    tensor = next(tensor for tensor in sheet.network.tensors() if tensor.name == name)
    return {"values": tensor, "gradients": adjoint(tensor), "updated": updated(tensor)}[kind], 0


def judge(published: Decimal, value: float) -> str:
    """right, cut (digits cut off), near (off by one in the last digit) or wrong."""
    if not math.isfinite(value):
        return "wrong"
    exact, unit = Decimal(value), last_place(published)
    if published == exact.quantize(unit, ROUND_HALF_UP):
        return "right"
    if published == exact.quantize(unit, ROUND_DOWN):
        return "cut"
    return "near" if abs(published - exact) <= unit * Decimal("1.5") else "wrong"


def last_place(published: Decimal) -> Decimal:
    """The unit of the last digit as it was written."""
    exponent = published.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent)
