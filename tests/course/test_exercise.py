"""Exercises: the same seed gives the same ones, the key is right, and a sheet that was filled in is read back."""

import json
import math
import re
import tomllib
from decimal import Decimal

import pytest

import symbp
from symbp.cli import main
from symbp.course.draw import near, numbers
from symbp.course.exercise import STEEPEST, TINY, exercises
from symbp.course.toml import toml
from symbp.errors import SpecError
from symbp.render import render_sheet
from symbp.spec.file import read_table
from symbp.spec.load import examples, locate
from tools import ROOT

NETWORKS = sorted(str(path) for path in (ROOT / "tests" / "course" / "networks").glob("*.toml"))
SOURCES = [*(name for name in examples() if isinstance(read_table(locate(name)).get("numbers"), dict)), *NETWORKS]


@pytest.mark.parametrize("source", SOURCES)
def test_the_key_of_every_variant_is_right(source, tmp_path):
    made = list(exercises(source, 3, 11))
    assert len({one.file for one in made}) == 3
    for one in made:
        network, key = tmp_path / f"{one.name}.toml", tmp_path / "key.toml"
        network.write_text(one.file, encoding="utf-8")
        key.write_text(one.key, encoding="utf-8")
        report = symbp.verify(network, key)
        assert report.code == 0, str(report)
        assert len(report.findings) == len(one.answers)


def test_the_same_seed_gives_the_same_variants_and_more_of_them_change_none():
    few, many = list(exercises("two-layer-sigmoid", 2, 4)), list(exercises("two-layer-sigmoid", 5, 4))
    assert [one.file for one in few] == [one.file for one in many[:2]]
    assert [one.key for one in few] == [one.key for one in many[:2]]
    assert few[0].file != next(exercises("two-layer-sigmoid", 1, 5)).file


def test_numbers_come_out_readable_and_nothing_is_saturated():
    for one in exercises("two-layer-sigmoid", 20, 8):
        values = {answer.name: answer.value for answer in one.answers}
        assert all(abs(values[f"net_{unit}"]) <= STEEPEST for unit in ("h1", "h2", "o1", "o2"))
        assert all(abs(value) >= TINY for name, value in values.items() if re.match(r"dE_total/d[wb]", name))
        for name, value in one.network.numbers.values:
            for number in value if isinstance(value, tuple) else (value,):
                for digits in number if isinstance(number, tuple) else (number,):
                    assert len(digits.normalize().as_tuple().digits) <= 3, name


@pytest.mark.parametrize("source", SOURCES)
def test_a_filled_sheet_is_read_back(source, tmp_path, capsys):
    assert main(["exercise", source, "--count", "1", "--seed", "3", "-o", str(tmp_path)]) == 0
    key = tomllib.loads((tmp_path / "keys" / "001.toml").read_text(encoding="utf-8"), parse_float=Decimal)["claims"]
    for name, blank in (("001.md", "____"), ("001-body.tex", r"\_\_\_\_")):
        text = (tmp_path / "sheets" / name).read_text(encoding="utf-8")
        assert text.count(blank) == len(key)
        for filled, value in enumerate((*key.values(), None)):
            if filled in (0, 3, len(key)):
                path = tmp_path / f"filled{name[-4:]}"
                path.write_text(text, encoding="utf-8")
                capsys.readouterr()
                code = main(["verify", str(tmp_path / "networks" / "001.toml"), str(path), "--json"])
                counts = json.loads(capsys.readouterr().out)["counts"]
                assert (counts["right"], counts["not answered"]) == (filled, len(key) - filled)
                assert sum(counts.values()) == len(key)
                assert code == (0 if filled == len(key) else 3)
            text = text.replace(blank, str(value), 1)


def test_a_wrong_answer_is_found_on_the_sheet(tmp_path):
    (one,) = exercises("two-layer-sigmoid", 1, 3)
    sheet = str(render_sheet(one, formats=("md",))["001.md"])
    values = {answer.name: answer.value for answer in one.answers}
    filled = sheet.replace("- net_h1 = ____", f"- net_h1 = {values['net_h1'] + 1:.4f}")
    report = symbp.verify(one.network, filled)
    wrong = [finding for finding in report.findings if finding.verdict.value == "wrong"]
    assert [finding.quantity.tensor.name for finding in wrong] == ["net_h1"]


def test_a_network_without_numbers_is_refused_in_one_line(capsys, tmp_path):
    assert main(["exercise", "four-equations", "-o", str(tmp_path / "x")]) == 2
    assert "expected [numbers]" in capsys.readouterr().err.strip().splitlines()[-1]
    assert main(["exercise", "two-layer-sigmoid", "--count", "0", "-o", str(tmp_path / "x")]) == 2
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize("source", examples())
def test_tables_are_read_back_as_they_were(source):
    table = read_table(locate(source))
    assert tomllib.loads(toml(table), parse_float=Decimal) == table


def test_any_text_is_read_back():
    table = {
        "a b": 'q"\\\n\x7f\x00é',
        "": [1, Decimal("1E-7"), True],
        "t": {"x.y": {"z": "w" * 60}, "l": [{"a": 1}, {}]},
    }
    assert tomllib.loads(toml(table), parse_float=Decimal) == table


@pytest.mark.parametrize("value", ["0.05", "0.4", "1", "100", "0.55", "-2.5", "0.123456", "0", "7e-5"])
def test_drawn_numbers_are_of_the_same_kind(value):
    import random

    number = Decimal(value)
    drawn = [near(number, random.Random(seed)) for seed in range(50)]
    assert len(set(drawn)) > 3
    for found in drawn:
        assert len(found.normalize().as_tuple().digits) <= 3
        if number:
            assert math.copysign(1, found) == math.copysign(1, number)
            assert Decimal("0.3") <= abs(found / number) <= Decimal("1.9")


def test_one_hot_targets_stay_one_hot():
    import random

    table = {"targets": {"t": [[1, 0, 0], [0, 1, 0]]}, "rate": Decimal("0.5"), "updates": 10}
    drawn = [numbers(table, random.Random(seed), flip=True) for seed in range(10)]
    assert all(sorted(row) == [0, 0, 1] for one in drawn for row in one["targets"]["t"])
    assert all(one["rate"] == Decimal("0.5") and "updates" not in one for one in drawn)
    assert len({str(one) for one in drawn}) > 2


def test_where_nothing_can_be_drawn_it_says_so(monkeypatch):
    monkeypatch.setattr("symbp.course.exercise.TINY", 1e9)
    monkeypatch.setattr("symbp.course.exercise.TRIES", 3)
    with pytest.raises(SpecError, match="found no other numbers"):
        next(exercises("two-layer-sigmoid", 1, 0))
