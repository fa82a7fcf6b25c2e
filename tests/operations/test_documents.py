"""The document of every operation and every loss, in Markdown and in LaTeX."""

import re
from functools import cache

import pytest

from operations.samples import NAMES, sample
from symbp.pipeline import Style, document, prove
from tools import compile_tex, katex_failures, markdown_formulas


@cache
def files(name: str) -> dict[str, str]:
    """The files of a document, by name."""
    return document(prove(sample(name)), Style(formats=("md", "tex")))


@pytest.mark.katex
def test_every_formula_parses():
    """All of them in one run of Node.js, at KaTeX's strictest."""
    found = [formula for name in NAMES for formula in markdown_formulas(files(name)["derivation.md"], name)]
    assert len(found) > 50 * len(NAMES)
    assert katex_failures(found) == []


@pytest.mark.tex
def test_every_document_compiles(tmp_path):
    """One after the other in one document, references told apart by the operation's name."""
    source, build = tmp_path / "source", tmp_path / "build"
    source.mkdir()
    build.mkdir()
    bodies = []
    for number, name in enumerate(NAMES):
        body = files(name)["derivation-body.tex"]
        body = re.sub(r"\\(label|ref|eqref|nameref)\{", rf"\\\1{{{number}:", body)
        body = re.sub(r"\\hyperref\[", rf"\\hyperref[{number}:", body)
        path = source / f"body{number}.tex"
        path.write_text(body, encoding="utf-8")
        bodies.append(path)
    main = files(NAMES[0])["derivation.tex"]
    assert main.count(r"\input{derivation-body}") == 1
    whole = "\n".join(rf"\input{{body{number}}}\clearpage\setcounter{{equation}}{{0}}" for number in range(len(NAMES)))
    (source / "all.tex").write_text(main.replace(r"\input{derivation-body}", whole), encoding="utf-8")
    assert compile_tex(source / "all.tex", build, bodies) == []


@pytest.mark.parametrize("name", NAMES)
def test_it_says_what_was_proved_and_where(name):
    text = files(name)["derivation.md"]
    assert "refuted" not in text.lower()
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    assert len(headings) == len(set(headings)) > 5
    tags = re.findall(r"\\tag\{([^}]*)\}", text)
    assert tags
    assert len(tags) == len(set(tags))
