"""What cannot hang: formulas never reach SymPy, and work of every kind is counted."""

import ast
from pathlib import Path

import symbp
from claims.reading.networks import RECURRENT, network
from symbp.claims.equivalence import formula_verdict
from symbp.claims.reading import Lexicon, read_tree
from symbp.claims.records import Verdict
from symbp.claims.repair import repaired

CLAIMS = Path(symbp.__file__).parent / "claims"


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.module or "", alias.name) for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)


def test_no_file_that_knows_sympy_knows_the_tree_of_a_claim():
    for path in CLAIMS.rglob("*.py"):
        modules = {module for module, _ in imported(path)}
        if "sympy" in modules:
            assert not modules & {"tree", "walk", "reading"}, path


def test_second_derivatives_of_a_large_network_are_left_undecided():
    made = symbp.load("transformer-block")
    lexicon = Lexicon(made)
    name = next(tensor.name for tensor in made.tensors() if tensor.role.value == "parameter" and len(tensor.sizes) == 1)
    loss = made.loss.name
    subject = read_tree(rf"\frac{{\partial^2 {loss}}}{{\partial {name}_i \partial {name}_j}}", lexicon)
    assert formula_verdict(made, subject, read_tree(f"{name}_i {name}_j", lexicon)).verdict is not Verdict.RIGHT


def test_mending_a_long_formula_comes_to_an_end():
    made = network(RECURRENT)
    lexicon = Lexicon(made)
    subject = read_tree(r"\frac{\partial C}{\partial h_t}", lexicon)
    long = " + ".join(["W^T h_t \\odot y_t"] * 60)
    assert repaired(made, subject, read_tree(long, lexicon)) is None
