"""Documents of every kind of descent: formulas parse, LaTeX compiles, links lead somewhere, the program runs."""

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest

from descent.problems import NAMES, files, posed, studied
from symbp.cli import main
from symbp.descent import program
from symbp.notation import profiles
from symbp.phrases import languages
from tools import compile_tex, katex_failures, markdown_formulas


@pytest.mark.katex
def test_every_formula_parses():
    found = []
    for name in NAMES:
        for notation in profiles() if name in ("parabola", "bowl") else ("",):
            for language in languages():
                text = files(name, notation, language)["derivation.md"]
                found += markdown_formulas(text, f"{name} {notation} {language}")
    assert len(found) > 1000
    assert katex_failures(found) == []


@pytest.mark.tex
@pytest.mark.parametrize("name", NAMES)
def test_every_document_compiles_without_complaint(name, tmp_path):
    source, build = tmp_path / "source", tmp_path / "build"
    source.mkdir()
    build.mkdir()
    for file, text in files(name).items():
        (source / file).write_text(text, encoding="utf-8")
    assert compile_tex(source / "derivation.tex", build, [source / "derivation-body.tex"]) == []


@pytest.mark.parametrize("name", NAMES)
def test_everything_in_it_was_checked(name):
    study = studied(name)
    assert study.sound
    assert sum(study.counts.values()) > 20


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere_and_numbers_are_used_once(name):
    made = files(name)
    headings = re.findall(r"^#+ (.*)$", made["derivation.md"], re.MULTILINE)
    anchors = [re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings]
    assert len(set(anchors)) == len(anchors)
    assert set(re.findall(r"\]\(#([^)]*)\)", made["derivation.md"])) <= set(anchors)
    tags = re.findall(r"\\tag\{([^}]*)\}", made["derivation.md"])
    assert len(tags) == len(set(tags)) > 10
    labels = re.findall(r"\\label\{([^}]*)\}", made["derivation-body.tex"])
    assert len(labels) == len(set(labels))
    assert set(re.findall(r"\\ref\{([^}]*)\}", made["derivation-body.tex"])) <= set(labels)


@pytest.mark.parametrize("name", NAMES)
def test_every_symbol_is_explained(name):
    """The rows of the notation box hold every letter that stands with an index or as an equation's left side."""
    text = files(name)["derivation.md"]
    box = text.split("## Symbols")[1].split("\n## ")[0]
    letters = studied(name).letters
    printed = {letters.rate, letters.unit, letters.away, letters.gradient, letters.steepest, letters.angle}
    for letter in printed:
        assert letter in box


def test_the_parabola_says_what_it_must():
    text = files("parabola")["derivation.md"]
    for wanted in (
        r"\boxed{\frac{d y}{d x} = 8 \, x}",
        r"q &= 1 - 8 \, \eta",
        r"\boxed{0 \lt \eta \lt \frac{1}{4}}",
        "25.389989167104",
        "-2.519424",
        "9.701680021504",
        "converges slowly, changing sides",
        "oscillates for ever",
    ):
        assert wanted in text
    assert text.count("**Verdict: diverges.**") == 2


def test_numbers_seen_only_are_said_to_be():
    for name in ("quartic", "banana", "waves"):
        assert "it is not proved" in files(name)["derivation.md"]
    for name in ("parabola", "bowl", "surds"):
        assert "it is not proved" not in files(name)["derivation.md"]


@pytest.mark.parametrize("name", ["parabola", "shifted", "bowl", "quartic", "waves", "words", "own-slope"])
def test_the_program_does_what_the_table_says(name):
    """The code block of the document, run as it stands there."""
    (code,) = re.findall(r"```python\n(.*?)```", files(name)["derivation.md"], re.DOTALL)
    space: dict[str, object] = {}
    exec(code, space)
    study = studied(name)
    for course in study.courses:
        count = len(course.points) - 1
        found = space["descend"](*map(float, study.problem.start), float(course.rate), count)
        values = found if isinstance(found, tuple) else (found,)
        assert values == pytest.approx([float(value) for value in course.points[-1].at], rel=1e-9, abs=1e-12)


def test_the_program_of_the_parabola_runs_on_fractions():
    problem = posed("parabola")
    lines = program.lines(problem, studied("parabola").slope)
    space: dict[str, object] = {}
    exec("\n".join(text for text, _ in lines), space)
    assert space["descend"](Fraction(2), Fraction("0.26"), 3) == Fraction("-2.519424")


def test_one_document_is_the_same_every_time(tmp_path, capsys):
    for folder in ("one", "two"):
        assert main(["derive", "descent-parabola", "-o", str(tmp_path / folder)]) == 0
    for path in (tmp_path / "one").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


# ---------------------------------------------------------------- drawings


@pytest.mark.parametrize("name", NAMES)
def test_the_drawing_lies_beside_the_page_and_stays_on_its_paper(name):
    made = files(name)
    assert "](paths.svg)" in made["derivation.md"]
    root = ElementTree.fromstring(made["paths.svg"])
    panels = [group for group in root if group.get("transform")]
    assert len(panels) == len(studied(name).courses) == made["derivation-body.tex"].count(r"\begin{scope}")
    (frame,) = [part for part in root.iter() if part.get("class") == "frame"]
    width, height = float(frame.get("width")), float(frame.get("height"))
    for line in root.iter("{http://www.w3.org/2000/svg}polyline"):
        for spot in line.get("points").split():
            x, y = map(float, spot.split(","))
            assert 0 <= x <= width
            assert 0 <= y <= height
