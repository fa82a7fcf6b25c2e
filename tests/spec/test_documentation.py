"""The documentation of network files: its examples are read, and the names it lists exist."""

import re

import pytest

from symbp.library import names
from symbp.pipeline import prove
from symbp.spec import load
from tools import ROOT

TEXT = (ROOT / "docs" / "network-files.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_example(number, tmp_path):
    path = tmp_path / "example.toml"
    path.write_text(EXAMPLES[number], encoding="utf-8")
    assert prove(load(path)).sound


@pytest.mark.parametrize(("folder", "entry"), [("operations", "activation"), ("losses", "loss")])
def test_listed_names_exist(folder, entry):
    (row,) = (line for line in TEXT.splitlines() if line.startswith(f"| `{entry}` |"))
    listed = {name.replace(" ", "_") for name in re.findall(r"`([^`/]+)`", row)[1:]}
    assert listed <= set(names(folder))
    assert len(listed) > 3


def test_published_values_of_the_example_are_judged(tmp_path):
    path = tmp_path / "example.toml"
    path.write_text(EXAMPLES[1], encoding="utf-8")
    worked = prove(load(path)).worked
    assert worked is not None
    assert len(worked.remarks) == 4
