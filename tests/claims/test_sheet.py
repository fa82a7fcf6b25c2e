"""The sheet of a whole calculation: its lines give the derivation's values, in an order that can be read."""

import pytest

import symbp
from symbp.claims.sheet import Kind, Line, Sheet, by_tensor, in_order, right_sheet
from symbp.derive import derive
from symbp.language import Element, Tensor, as_expression, elements
from symbp.worked import spell_out
from symbp.worked.calculation import Calculation
from symbp.worked.tape import Tape

SAMPLES = ["two-layer-sigmoid", "softmax-with-loss", "add-mul-graph"]


def filled(sheet: Sheet) -> Tape:
    tape = Tape()
    values = sheet.network.values()
    for tensor in sheet.network.tensors():
        if tensor.name in values:
            tape.put(tensor, float(values[tensor.name]))
    for line in sheet.lines:
        tape.define(line.tensor, line.formula)
    tape.run()
    return tape


@pytest.mark.parametrize("name", SAMPLES)
def test_its_lines_give_what_the_derivation_gives(name):
    network = spell_out(symbp.load(name))
    tape, calculation = filled(right_sheet(network)), Calculation(derive(network))
    calculation.update()
    for result in derive(network).results:
        tensor = result.quantity.tensor
        assert tape.read(tensor) == pytest.approx(calculation.value(tensor), rel=1e-12, abs=1e-15)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_line_comes_after_what_it_reads(name):
    sheet = right_sheet(spell_out(symbp.load(name)))
    done = set()
    for line in sheet.lines:
        assert all(e.tensor in done for e in elements(line.formula) if e.tensor in by_tensor(sheet))
        done.add(line.tensor)


def test_lines_that_read_each_other_are_refused():
    a, b = Tensor("a"), Tensor("b")
    lines = tuple(Line(Kind.VALUE, x, as_expression(Element(y)), x) for x, y in ((a, b), (b, a)))
    with pytest.raises(ValueError, match="computed from itself"):
        in_order(Sheet(symbp.load("add-mul-graph"), lines))
