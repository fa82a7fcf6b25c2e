"""Every displayed equality between numbers is true, to the digits that are shown."""

import math
import re

import pytest

from rendered import files
from tools import markdown_formulas

REMAINING = r"\begin{aligned}", r"\end{aligned}"


def to_python(latex: str) -> str | None:
    """A formula that consists of numbers only as Python; None for any other."""
    text = latex
    while (
        found := re.search(r"\\frac\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}", text)
    ) is not None:
        text = f"{text[: found.start()]}(({found[1]})/({found[2]})){text[found.end() :]}"
    text = re.sub(r"\\bigl\(|\\left\(", "(", text)
    text = re.sub(r"\\bigr\)|\\right\)", ")", text)
    text = re.sub(r"\be\^\{([^{}]*)\}", r"exp(\1)", text)
    text = re.sub(r"\\ln\s*", "log", text)
    text = re.sub(r"\^\{([^{}]*)\}", r"**(\1)", text).replace(r"\cdot", "*").replace(r"\,", "*")
    text = re.sub(r"log\s*([\d.]+)", r"log(\1)", text)
    if re.sub(r"exp|log", "", text).strip() and re.fullmatch(r"[\d.+\-*/() \n{}]*", re.sub(r"exp|log", "", text)):
        return text.replace("{", "").replace("}", "")
    return None


def chains(name: str) -> list[list[float]]:
    """The values of the numeric sides of every display, in runs that are said to be equal."""
    found = []
    for formula in markdown_formulas(files(name)["derivation.md"]):
        if not formula.display or "pmatrix" in formula.math:
            continue
        body = re.sub(r"\\tag\{[^}]*\}", "", formula.math)
        for mark in REMAINING:
            body = body.replace(mark, "")
        body = re.sub(r"\\\\\s*&\\quad \{\}", " ", body)
        for block in re.split(r"\\\\(?!\s*&)", body):
            sides = re.split(r"(?<![<>])=", block.replace("&", "").replace("\\\\", ""))
            values = []
            for side in sides:
                code = to_python(side.strip())
                if code is not None:
                    values.append(eval(code, {"__builtins__": {}}, {"exp": math.exp, "log": math.log}))
            if len(values) > 1:
                found.append(values)
    return found


@pytest.mark.parametrize("name", ["two-layer-sigmoid"])
def test_formulas_in_numbers_have_the_value_they_say(name):
    found = chains(name)
    assert len(found) > 40
    for values in found:
        assert all(math.isclose(value, values[0], rel_tol=2e-8) for value in values), values


@pytest.mark.parametrize(
    "printed",
    [
        "0.0821670406",  # dE/dw5
        "0.0826676278",
        "-0.0226025405",
        "-0.0227402422",
        "0.0553994247",  # the first path into h1
        "-0.0190491183",  # the second
        "0.0363503064",  # both
        "0.000438567734",  # dE/dw1
        "0.358916480",  # w5 after one update
        "0.149780716",
        "0.291027774",  # the loss after one update
        r"3.51018778 \cdot 10^{-5}",  # after 10000
        "0.751365070",  # where a published text has another value
    ],
)
def test_the_worked_values_are_there(printed):
    assert printed in files("two-layer-sigmoid")["derivation.md"]


def test_given_numbers_keep_their_digits():
    text = files("two-layer-sigmoid")["derivation.md"]
    assert r"0.05 \\ 0.10" in text
    assert r"0.15 \cdot 0.05 + 0.20 \cdot 0.10 + 0.35" in text
