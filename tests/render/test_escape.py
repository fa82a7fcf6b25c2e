"""Other people's text stays text in every format."""

import re
from decimal import Decimal
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from rendered import HOSTILE, files
from symbp.render.escape import latex, markdown, markdown_code, mermaid, slug, visible
from symbp.render.mathematics.names import GREEK

# Every control word a document may contain; none of them reads, writes or defines anything, \input aside.
BODY = """begin end section subsection label ref tag notag intertext textbf item toprule midrule bottomrule endhead
endlastfoot raggedright arraybackslash linewidth node draw small scriptsize frac partial sum sigma delta eta nabla odot
oslash mathbf mathrm left right bigl bigr boxed quad cdot times leftarrow tanh exp ln sqrt ldots cdots lambda beta le
varepsilon approx theta epsilon to rvert hat verbatim"""
MAIN = """documentclass usepackage usetikzlibrary setlength parindent parskip emergencystretch allowdisplaybreaks
abovedisplayskip belowdisplayskip LARGE input textbackslash textasciicircum textasciitilde textasciigrave textless
textgreater textbar textquotedbl textquotesingle ensuremath ldots textsuperscript textsubscript div pm leq geq neq surd
infty"""
WORDS = set(BODY.split())
MAIN_WORDS = WORDS | set(MAIN.split())


def shown(html: str) -> str:
    """The text of HTML without its tags."""
    return unescape(re.sub(r"<[^>]*>", "", html))


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=60))
def test_markdown_shows_any_text_as_it_is(text):
    html = MarkdownIt("commonmark").enable("table").render(f"# {markdown(text)}\n")
    assert re.sub(r"</?h1>", "", html).count("<") == 0
    assert shown(html).strip() == visible(text).strip()


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60))
def test_a_name_set_as_code_shows_as_it_is(text):
    html = MarkdownIt("commonmark").render(f"x {markdown_code(text)} y")
    if visible(text).strip():
        assert html.startswith("<p>x <code>")
        assert shown(html).split() == ["x", *visible(text).split(), "y"]


@given(st.text(max_size=80))
def test_latex_text_has_no_command_of_its_own(text):
    escaped = latex(text)
    greek = {word.removeprefix("\\") for word in GREEK.values()}
    assert set(re.findall(r"\\([A-Za-z]+)", escaped)) <= MAIN_WORDS | greek
    bare = re.sub(r"\\(?:[A-Za-z]+|.)", "", escaped)
    assert not set(bare) & set("\\$&%#_^~")
    assert escaped.count("{") - escaped.count(r"\{") == escaped.count("}") - escaped.count(r"\}")


def test_powers_and_signs_of_a_title_are_set_in_latex():
    assert latex("y = 4x² ≤ t₁₀") == r"y = 4x\textsuperscript{2} \ensuremath{\leq} t\textsubscript{1}\textsubscript{0}"
    assert latex("☃") == "[U+2603]"


@given(st.text(max_size=40))
def test_a_mermaid_label_cannot_end_its_quotes(text):
    label = re.sub(r"#\d+;", "", mermaid(text))
    assert not set(label) & set('"[](){}<>|`;#&%\\')


def test_a_hostile_title_is_text_everywhere():
    made = files("worst-title")
    heading = made["derivation.md"].splitlines()[0]
    html = MarkdownIt("commonmark").render(heading)
    assert shown(html).strip() == visible(HOSTILE).strip()
    assert re.sub(r"</?h1>", "", html).count("<") == 0
    for text in made.values():
        assert "49" not in text.split("## ")[0].split(r"\section")[0]
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f\u200b\u202e]", text)
    assert set(re.findall(r"\\([A-Za-z]+)", made["derivation.tex"])) <= MAIN_WORDS | {"textcomp"}


@pytest.mark.parametrize("name", ["two-layer-sigmoid", "hard-names", "same-looks", "rows", "four-equations"])
def test_every_control_word_is_on_the_list(name):
    body = files(name)["derivation-body.tex"]
    assert set(re.findall(r"\\([A-Za-z]+)", body)) <= WORDS


@pytest.mark.parametrize(
    ("title", "anchor"),
    [
        ("The error of layer l from the error of layer l+1", "the-error-of-layer-l-from-the-error-of-layer-l1"),
        ("BP1: The error", "bp1-the-error"),
        ("What we want, and the way there", "what-we-want-and-the-way-there"),
    ],
)
def test_anchors_are_those_of_github(title, anchor):
    assert slug(title) == anchor


def test_numbers_print_as_they_were_written():
    from symbp.render.mathematics.numbers import number_latex

    assert number_latex(Decimal("0.10")) == "0.10"
    assert number_latex(Decimal("1E-7")) == r"1 \cdot 10^{-7}"
    assert number_latex(0.1) == "0.100000000"
    assert number_latex(3.510187782979e-05) == r"3.51018778 \cdot 10^{-5}"
    assert number_latex(0.0) == "0"
