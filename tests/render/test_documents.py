"""Whole documents: every formula parses at KaTeX's strictest, every LaTeX file compiles without complaint."""

import re

import pytest

from rendered import files, networks
from symbp.notation import profiles
from symbp.phrases import languages
from tools import compile_tex, katex_failures, markdown_formulas

NAMES = sorted(networks())
LEVELS_ALONE = ("index", "matrix", "numbers")
LEVELS = [("index",), ("matrix",), ("numbers",), ("index", "matrix"), ("matrix", "numbers")]


@pytest.mark.katex
def test_every_formula_of_every_document_parses():
    found = []
    for name in NAMES:
        for notation in profiles():
            for language in languages():
                text = files(name, notation, language)["derivation.md"]
                found += markdown_formulas(text, f"{name} {notation} {language}")
    assert len(found) > 1000
    assert katex_failures(found) == []


@pytest.mark.tex
@pytest.mark.parametrize(
    ("name", "notation"), [*((name, "nielsen") for name in NAMES), ("two-layer-sigmoid", "worked"), ("rows", "worked")]
)
def test_every_document_compiles_without_complaint(name, notation, tmp_path):
    source, build = tmp_path / "source", tmp_path / "build"
    source.mkdir()
    build.mkdir()
    for file, text in files(name, notation).items():
        (source / file).write_text(text, encoding="utf-8")
    assert compile_tex(source / "derivation.tex", build, [source / "derivation-body.tex"]) == []


@pytest.mark.parametrize("levels", LEVELS, ids="+".join)
@pytest.mark.parametrize("name", ["two-layer-sigmoid"])
def test_every_link_leads_somewhere(name, levels):
    """In Markdown to the anchor GitHub gives a heading, in LaTeX to a label that is there once."""
    made = files(name, levels=levels)
    headings = re.findall(r"^#+ (.*)$", made["derivation.md"], re.MULTILINE)
    anchors = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
    assert set(re.findall(r"\]\(#([^)]*)\)", made["derivation.md"])) <= set(anchors)
    labels = re.findall(r"\\label\{([^}]*)\}", made["derivation-body.tex"])
    assert len(labels) == len(set(labels))
    assert set(re.findall(r"\\ref\{([^}]*)\}", made["derivation-body.tex"])) <= set(labels)


@pytest.mark.parametrize("name", NAMES)
def test_equation_numbers_are_used_once(name):
    tags = re.findall(r"\\tag\{([^}]*)\}", files(name)["derivation.md"])
    assert tags
    assert len(tags) == len(set(tags))


def test_levels_hold_what_they_promise():
    single = {level: files("two-layer-sigmoid", levels=(level,))["derivation.md"] for level in LEVELS_ALONE}
    index, matrix, numbers = (single[level] for level in LEVELS_ALONE)
    assert r"\sum_" in index
    assert r"\odot" not in index
    assert r"\odot" in matrix
    assert "[k = j]" not in matrix
    assert "0.0821670406" not in index + matrix
    assert "0.0821670406" in numbers
    assert r"\odot" not in numbers


def test_a_quantity_is_derived_once():
    text = files("batch-columns")["derivation.md"]
    headings = re.findall(r"^### (.*)$", text, re.MULTILINE)
    assert len(headings) == len(set(headings))
