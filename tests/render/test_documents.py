"""Whole documents: every formula parses at KaTeX's strictest, every LaTeX file compiles without complaint."""

import re
from dataclasses import replace

import pytest

from rendered import files, networks, proved
from symbp.certify import Verdict
from symbp.notation import profiles
from symbp.phrases import languages
from symbp.render import render
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


@pytest.mark.parametrize("name", networks())
def test_every_step_says_why(name):
    assert re.findall(r"^\d+\. \*\*[^*]*\*\* *$", files(name)["derivation.md"], re.MULTILINE) == []


def test_sizes_are_said_to_differ_only_where_they_do():
    differ, alike = "All sizes differ from each other", "Some sizes are equal"
    for name, expected in {"four-equations": differ, "two-layer-sigmoid": alike, "recurrent": alike}.items():
        text = files(name)["derivation.md"]
        assert [phrase for phrase in (differ, alike) if phrase in text] == [expected]


@pytest.mark.parametrize("levels", [(), ("numbers",)])
def test_the_verdict_on_a_worked_example_is_in_its_document(levels):
    counts = proved("two-layer-sigmoid").worked_certificate.counts
    assert counts["exact"] == sum(counts.values()) > 0
    text = files("two-layer-sigmoid", levels=levels)["derivation.md"]
    assert f"written out by itself: {counts['exact']} equalities are exact" in text


def test_what_was_not_evaluated_is_not_said_to_be():
    """Sizes that are too large to evaluate: the first line of the document promises nothing."""
    derivation = proved("four-equations").derivation
    sure = "Every equality below was evaluated"
    assert sure in files("four-equations")["derivation.md"]
    assert sure not in render(derivation)["derivation.md"]
    certificate = proved("four-equations").certificate
    verdicts = tuple(
        replace(r, steps=tuple(replace(s, formula=Verdict("unknown", reason="too-large")) for s in r.steps))
        for r in certificate.results
    )
    assert sure not in render(derivation, replace(certificate, results=verdicts))["derivation.md"]


def test_a_difference_is_warned_of_only_where_it_stands():
    """With cross entropy a difference is what is left in the end, and no mistake."""
    warning = "Taking this difference for the error"
    assert warning in files("two-layer-sigmoid")["derivation.md"]
    assert warning not in files("four-equations-cross-entropy")["derivation.md"]
