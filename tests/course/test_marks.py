"""Marks: points by claim or by kind, with or without credit for what is carried on."""

import json
from fractions import Fraction

import pytest

import symbp
from course.reports import ALL, CARRIED, NETWORK, RIGHT, ROOT, ROUNDED, report
from symbp.cli import main
from symbp.course.marks import Scheme, marks, read_scheme, scheme_for
from symbp.errors import SpecError


def points(text: str, *findings) -> tuple[float, float]:
    earned = marks(report(*findings), read_scheme(text.encode(), "marks.toml"))
    return float(earned.points), float(earned.most)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", (3, 6)),  # right, rounded and what follows from one's own numbers; not the root, nor what is missing
        ("[credit]\ncarried = 0", (2, 6)),
        ("[credit]\ncarried = false\nrounded = 0.5", (1.5, 6)),
        ("[points]\nvalue = 2\nderivative = 4\nother = 0", (10, 14)),
    ],
)
def test_points_by_kind(text, expected):
    assert points(text, *ALL) == expected


def test_points_by_claim_count_what_is_missing():
    scheme = scheme_for(NETWORK, b'[points.claims]\n"dE/dw5" = 4\n"w5^+" = 3\nnet_h1 = 1', "m")
    assert scheme.claims == {"dE_total/dw5": 4, "w5+": 3, "net_h1": 1}
    earned = marks(report(RIGHT, ROUNDED, ROOT), scheme)
    assert (earned.points, earned.most) == (5, 8)
    assert [mark.number for mark in earned.marks] == [1, 2, 3, 0]


def test_a_claim_made_twice_counts_once():
    scheme = Scheme(claims={"net_h1": Fraction(2)})
    assert marks(report(RIGHT, ROUNDED, RIGHT), scheme).most == 3


def test_several_parts_share_the_points():
    from dataclasses import replace

    factor = replace(CARRIED, part="factor", origin="root", place=RIGHT.place, written=RIGHT.written)
    assert marks(report(RIGHT, factor), Scheme()).points == Fraction(1, 2)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("points = 3", "expected a table"),
        ("[points]\ngradient = 1", "unknown key 'gradient'"),
        ("[points]\nvalue = -1", "expected a number from 0"),
        ("[points]\nvalue = 'a'", "expected a number from 0"),
        ("[points]\nvalue = nan", "expected a number from 0"),
        ("[credit]\ncarried = 2", "expected a number from 0 to 1"),
        ("[credit]\nmaybe = 1", "unknown key 'maybe'"),
        ("[points.claims]\nnonsense = 1", "expected quantities of the network, found 'nonsense'"),
        ("[points", "not TOML"),
    ],
)
def test_bad_schemes_are_refused_in_one_line(text, message, tmp_path, capsys):
    with pytest.raises(SpecError, match=message):
        scheme_for(NETWORK, text.encode(), "marks.toml")
    path = tmp_path / "marks.toml"
    path.write_text(text)
    (tmp_path / "claims.toml").write_text("[claims]\nnet_h1 = 0.3775\n")
    assert main(["verify", "two-layer-sigmoid", str(tmp_path / "claims.toml"), "--marks", str(path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_marks_are_printed_and_in_the_data(tmp_path, capsys):
    scheme, claims = tmp_path / "marks.toml", tmp_path / "claims.toml"
    scheme.write_text('[points.claims]\n"dE/dw5" = 4\nout_h1 = 2\n')
    claims.write_text('[claims]\n"dE/dw5" = 0.0822\n')
    assert main(["verify", "two-layer-sigmoid", str(claims), "--marks", str(scheme)]) == 0
    assert "4 of 6 points." in capsys.readouterr().out
    assert main(["verify", "two-layer-sigmoid", str(claims), "--marks", str(scheme), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["marks"] == {
        "points": 4.0,
        "most": 6.0,
        "claims": [
            {"claim": 1, "quantity": "dE_total/dw5", "points": 4.0, "most": 4.0},
            {"claim": None, "quantity": "out_h1", "points": 0.0, "most": 2.0},
        ],
    }
    assert symbp.verify("two-layer-sigmoid", {"dE/dw5": "0.0822"}).code == 0
