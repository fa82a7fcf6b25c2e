"""Claims about whole vectors and matrices stand beside the steps of the derivation that give these."""

import math
import re

import pytest

import symbp
from symbp.render import render_report
from tools import ROOT, katex_failures, markdown_formulas


def report(network, *formulas):
    text = "\n\n".join(f"$${formula}$$" for formula in formulas)
    made = symbp.verify(network, text)
    return render_report(made, derivation=f"../{network}/derivation")["report.md"]


@pytest.mark.parametrize("network", ["two-layers", "batch-columns"])
def test_a_matrix_has_the_step_that_gives_it(network):
    """The equation, its number and its heading are those of the committed derivation."""
    text = report(network, r"\frac{\partial C}{\partial w^3} = a^2 a^2", "z^3 = w^3 a^2", r"\delta^2 = \delta^2 a^2")
    derivation = (ROOT / "output" / network / "derivation.md").read_text(encoding="utf-8")
    links = re.findall(r"### Claim \d.*?equation \[\((\w+)\)\]\(\.\./[\w-]+/derivation\.md#([\w-]+)\)", text, re.DOTALL)
    shown = re.findall(r"The right step, equation.*?```math\n(.*?)\n```", text, re.DOTALL)
    assert len(links) == len(shown) == 3
    slugs = [re.sub(r"[^\w\- ]", "", line.lstrip("# ").lower()).replace(" ", "-") for line in derivation.splitlines()]
    for (tag, anchor), equation in zip(links, shown, strict=True):
        assert anchor in slugs
        last = equation.replace("\\end{aligned}", "").strip().splitlines()[-1].replace("&", "")
        place = derivation.index(f"\\tag{{{tag}}}")
        assert last in derivation[:place].replace("&", "")[-600:] + derivation[place : place + 40]
    assert katex_failures(markdown_formulas(text)) == []


def test_the_gradient_of_a_step_of_descent():
    text = report("two-layers", r"w^3 \leftarrow w^3 - \eta a^2 a^2")
    assert re.search(
        r"```math\n\\frac\{\\partial C\}\{\\partial w\^\{3\}\} = \\delta\^\{3\} \\, \(a\^\{2\}\)\^\{T\}", text
    )


def test_another_loss_has_steps_of_its_own_and_no_link():
    """C = (y - a)^2 has twice the gradient that the committed derivation derives."""
    network = symbp.network(
        inputs=1,
        layers=[{"units": 2, "activation": "sigmoid"}],
        numbers={"inputs": [1.0], "targets": [0, 1], "parameters": {"w2": [[0.5], [0.1]], "b2": [0, 0]}},
    )
    made = symbp.verify(network, {"dC/da": [["1"], ["2"]]}, conventions={"squares": "whole"})
    text = render_report(made, derivation="../x/derivation")["report.md"]
    assert "](../x" not in text
    assert "The right step:" in text
    slope = 2 * (1 / (1 + math.exp(-0.1)) - 1)  # of the second output, which is the wrong one
    assert rf"2 \, (a^{{2}}_{{2}} - y_{{2}}) = 2 \cdot (0.524979187 - 1) = {slope:.9f}" in text
