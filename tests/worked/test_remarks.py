"""Remarks: each kind of mistake is made on purpose, and its remark has to name it."""

from decimal import Decimal

import pytest

from symbp.derive import derive
from symbp.language import Network
from symbp.spec import load
from symbp.worked import Calculation, Way, spell_out, worked_example
from symbp.worked.remarks import judge
from symbp.worked.slip import distance


def remark_on(kind: str, name: str, published: str):
    from dataclasses import replace

    single: Network = spell_out(load("two-layer-sigmoid"))
    numbers = replace(single.numbers, published=((kind, name, Decimal(published)),), updates=1)
    single = replace(single, numbers=numbers)
    (remark,) = worked_example(single, derive(single)).remarks
    return remark.verdict, remark.reason, remark.note


@pytest.mark.parametrize(
    ("published", "value", "verdict"),
    [
        ("0.5933", 0.593269992107, "right"),
        ("0.5932", 0.593269992107, "cut"),
        ("-0.0191", -0.019049118258, "near"),
        ("0.5934", 0.593269992107, "near"),
        ("0.5936", 0.593269992107, "wrong"),
        ("6e-1", 0.593269992107, "right"),
        ("1.0", float("nan"), "wrong"),
    ],
)
def test_verdict(published, value, verdict):
    assert judge(Decimal(published), value) == verdict


@pytest.mark.parametrize(
    ("kind", "name", "published", "expected"),
    [
        ("values", "out_h1", "0.593269992", ("right", "", "")),
        ("values", "out_h1", "0.59326999", ("right", "", "")),
        ("values", "out_h2", "0.596884378", ("right", "", "")),
        ("values", "out_o1", "0.75136079", ("wrong", "digits", "2")),
        ("values", "out_o1", "0.75163507", ("wrong", "digits", "1")),
        ("values", "out_o1", "0.772928465", ("wrong", "other", "out_o2")),
        ("gradients", "w5", "0.164334081", ("wrong", "factor", "2")),
        ("gradients", "w5", "-0.082167041", ("wrong", "factor", "-1")),
        ("gradients", "w5", "0.082667628", ("wrong", "other", "w6")),
        ("gradients", "w5", "0.5", ("wrong", "", "")),
        ("updated", "w5", "0.358916480", ("right", "", "")),
        ("losses", "1", "0.291027774", ("right", "", "")),
        ("losses", "1", "0.291027924", ("wrong", "in-turn", "")),
        ("losses", "1", "0.285750887", ("wrong", "thawed", "")),
        ("losses", "1", "0.285774470", ("wrong", "thawed in-turn", "")),
        ("losses", "0", "0.298371109", ("right", "", "")),
    ],
)
def test_reason(kind, name, published, expected):
    assert remark_on(kind, name, published) == expected


def test_rounded_intermediate_values_are_recognised():
    single = spell_out(load("two-layer-sigmoid"))
    rounded = Calculation(derive(single), Way(digits=3))
    rounded.update()
    w1 = next(tensor for tensor in single.tensors() if tensor.name == "w1")
    from symbp.language import adjoint

    value = rounded.value(adjoint(w1))
    assert value == 0.0
    assert remark_on("values", "E_total", "0.299")[1] in ("rounded", "")


@pytest.mark.parametrize(
    ("left", "right", "count"),
    [
        ("", "", 0),
        ("0.12", "0.12", 0),
        ("0.12", "0.13", 1),
        ("0.12", "0.21", 1),
        ("0.123", "0.13", 1),
        ("12", "0.12", 2),
    ],
)
def test_slips_of_the_pen(left, right, count):
    assert distance(left, right) == count == distance(right, left)
