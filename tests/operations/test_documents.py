"""The document of every operation and every loss, in Markdown and in LaTeX."""

import re
from functools import cache

import numpy as np
import pytest

from operations.samples import NAMES, SIZES, derived, numbers, run, sample
from symbp.language import Role, adjoint
from symbp.pipeline import Style, document, prove
from symbp.render.mathematics.code import usable
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


BENT = ["operations/absolute", "operations/leaky_relu", "operations/relu", "losses/absolute_error", "penalties/l1"]


@pytest.mark.parametrize("name", NAMES)
def test_the_convention_at_a_kink_is_printed_where_there_is_one(name):
    for text in files(name).values():
        if "applied entry by entry" in text:
            assert ("by convention" in text) == (name in BENT)


@pytest.mark.parametrize("name", NAMES)
def test_the_program_computes_the_gradients(name):
    """Vectors are columns there."""
    network = sample(name)
    text = files(name)["derivation.md"]
    listing = re.search(r"```python\n(.*?)```", text, re.DOTALL)
    if listing is None:
        assert "Not every equation above is one line of matrices" in text
        return
    given = numbers(network, seed=3)
    names = {usable(key): value.reshape((*value.shape, 1, 1)[:2]) for key, value in given.items()}
    exec(listing[1], names := names | SIZES)
    known = derived(network, run(network, given))
    for tensor in network.with_role(Role.PARAMETER):
        want = known.values[adjoint(tensor)]
        found = np.broadcast_to(names[f"d{usable(tensor.name)}"], (*want.shape, 1, 1)[:2])
        np.testing.assert_allclose(found.reshape(want.shape), want, rtol=1e-9, atol=1e-12)
