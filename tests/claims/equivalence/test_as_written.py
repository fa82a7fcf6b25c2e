"""Formulas as people write them, read and judged: the whole way from a line of text to a verdict."""

from pathlib import Path

import pytest

import symbp
from symbp.claims.equivalence import formula_verdict
from symbp.claims.reading import Lexicon, read_tree


def lines():
    """(network, verdict, text) of every line of the file beside this one."""
    name = ""
    for line in (Path(__file__).parent / "as_written.txt").read_text().splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line:
            wanted, text = line.split(": ", 1)
            yield name, wanted, text


@pytest.mark.parametrize(("name", "wanted", "text"), list(lines()))
def test_a_line_is_judged(name, wanted, text):
    network = symbp.load(name)
    subject, formula = (read_tree(side, Lexicon(network)) for side in text.split(" = ", 1))
    assert formula_verdict(network, subject, formula).verdict.value == wanted
