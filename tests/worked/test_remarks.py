"""Remarks: each kind of mistake is made on purpose, and its remark has to name it."""

from decimal import Decimal

import numpy as np
import pytest

from symbp.derive import derive
from symbp.language import Network
from symbp.reading import equations
from symbp.spec import load
from symbp.worked import spell_out, worked_example
from symbp.worked.remarks import judge
from symbp.worked.slip import distance


def remark_on(kind: str, name: str, published: str):
    from dataclasses import replace

    single: Network = spell_out(load("two-layer-sigmoid"))
    numbers = replace(single.numbers, published=((kind, name, Decimal(published)),), updates=1)
    single = replace(single, numbers=numbers)
    (remark,) = worked_example(single, derive(single)).remarks
    return remark.verdict, [cause.misconception for cause in remark.causes][:1], remark


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
        ("values", "out_h1", "0.593269992", ("right", [])),
        ("values", "out_h1", "0.59326999", ("right", [])),
        ("values", "out_h2", "0.596884378", ("right", [])),
        ("values", "out_o1", "0.75136079", ("wrong", ["digit-slip"])),
        ("values", "out_o1", "0.75163507", ("wrong", ["transposed-digits"])),
        ("values", "out_o1", "0.772928465", ("wrong", ["wrong-operand"])),
        ("gradients", "w5", "0.164334081", ("wrong", ["scale"])),
        ("gradients", "w5", "-0.082167041", ("wrong", ["sign-lost"])),
        ("gradients", "w5", "0.082667628", ("wrong", ["wrong-operand"])),
        ("gradients", "w5", "0.5714", ("wrong", [])),
        ("updated", "w5", "0.358916480", ("right", [])),
        ("losses", "1", "0.291027774", ("right", [])),
        ("losses", "1", "0.291027924", ("wrong", ["updated-weights"])),
        ("losses", "1", "0.285750887", ("wrong", ["frozen-updated"])),
        ("losses", "0", "0.298371109", ("right", [])),
    ],
)
def test_causes(kind, name, published, expected):
    assert remark_on(kind, name, published)[:2] == expected


def test_two_mistakes_at_once():
    """All parameters updated, the outer ones first, and the new values used for the gradients further in."""
    (cause,) = remark_on("losses", "1", "0.285774470")[2].causes
    assert cause.also is not None
    assert {cause.misconception, cause.also.misconception} == {"updated-weights", "frozen-updated"}


def test_rounded_intermediate_values_are_recognised():
    """net_o1 = 0.4 * 0.59 + 0.45 * 0.6 + 0.6, with both outputs rounded to two decimals."""
    assert remark_on("values", "net_o1", "1.106")[0] == "right"
    remark = remark_on("values", "net_o1", "1.1060000")[2]
    assert "rounded-early" in [cause.misconception for cause in remark.causes]


CLASSES = {"y[i, k]": "softmax(a[i, :])[k]", "L": "-Sum(t[i, k]*log(y[i, k]), i, k)/m"}
LOGITS = [[0.3, -1.1, 0.4, 2.0], [1.5, 0.2, -0.7, 0.1], [0.0, 0.0, 3.0, -2.0]]


def cross_entropy(constant: float, digits: int) -> Decimal:
    """What a program prints that adds a constant inside the logarithm."""
    a = np.array(LOGITS)
    y = np.exp(a) / np.exp(a).sum(axis=1, keepdims=True)
    return Decimal(f"{-np.log(y[np.arange(3), [3, 0, 1]] + constant).mean():.{digits}g}")


@pytest.mark.parametrize(("exponent", "digits"), [(4, 7), (5, 17), (7, 12), (8, 12), (10, 17), (12, 17)])
def test_a_constant_inside_the_logarithm_is_recognised(exponent, digits):
    printed = cross_entropy(10.0**-exponent, digits)
    network = equations(
        CLASSES,
        parameters=["a[m, n]"],
        targets=["t[m, n]"],
        facts={"Sum(t[i, k], k)": "1"},
        numbers={"parameters": {"a": LOGITS}, "targets": {"t": [3, 0, 1]}},
        published={"values": {"L": printed}},
    )
    single = spell_out(network)
    (remark,) = worked_example(single, derive(single)).remarks
    assert (remark.verdict, remark.causes[0].misconception) == ("wrong", "log-shifted")
    assert dict(remark.causes[0].values)["constant"] == f"1e-{exponent}"
    assert remark.value == pytest.approx(float(cross_entropy(0, 17)), rel=1e-14)


def test_the_published_loss_of_softmax():
    """Its seventh digit shows that another function was computed; the outputs and the gradients are right."""
    single = spell_out(load("softmax-with-loss"))
    remarks = {(remark.kind, remark.name): remark for remark in worked_example(single, derive(single)).remarks}
    loss = remarks.pop(("values", "L"))
    assert (loss.verdict, loss.causes[0].misconception) == ("wrong", "log-shifted")
    assert dict(loss.causes[0].values)["constant"] == "1e-7"
    assert loss.causes[0].again == pytest.approx(1.1631814594485623, rel=1e-15)
    assert loss.value == pytest.approx(1.163181794083, abs=1e-12)
    assert {remark.verdict for remark in remarks.values()} == {"right"}


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
