"""Files: the same bytes on every run, whole or not at all, and one clear line where something is in the way."""

import os
import subprocess
import sys

import pytest

from rendered import files, proved
from symbp.errors import OutputError, SpecError, ToolError
from symbp.pipeline import Style, document
from symbp.render import Options, known_formats, render, write
from tools import INSTALL_TEX, ROOT, needs

SCRIPT = """
import hashlib, sys
sys.path[:0] = [{tests!r}]
from rendered import files
made = [files(name, notation) for name in ("two-layer-sigmoid", "softmax-cross-entropy-batch", "hard-names")
        for notation in ("nielsen", "worked")]
print(hashlib.sha256(repr(made).encode()).hexdigest())
"""


def test_documents_do_not_depend_on_the_hash_seed():
    found = set()
    for seed in ("0", "1", "12345"):
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT.format(tests=str(ROOT / "tests"))],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(run.stdout)
    assert len(found) == 1


def test_files_are_written_and_nothing_else_is_left(tmp_path):
    made = files("four-equations")
    paths = write(made, tmp_path / "a" / "b")
    assert sorted(path.name for path in (tmp_path / "a" / "b").iterdir()) == sorted(made)
    assert {path.name: path.read_text(encoding="utf-8") for path in paths} == made
    write({"derivation.md": "new\n"}, tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b" / "derivation.md").read_bytes() == b"new\n"


def test_a_failed_write_keeps_the_old_file(tmp_path, monkeypatch):
    write({"derivation.md": "old"}, tmp_path)

    def fail(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OutputError, match=r"derivation\.md: cannot be written \(no space left on device\)"):
        write({"derivation.md": "new"}, tmp_path)
    assert (tmp_path / "derivation.md").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["derivation.md"]


def test_all_files_are_written_or_none(tmp_path):
    """A folder stands where the second file belongs: the first one is not written either."""
    (tmp_path / "derivation.tex").mkdir()
    with pytest.raises(OutputError, match=r"derivation\.tex: cannot be written \(a folder stands there\)"):
        write({"derivation.md": "new", "derivation.tex": "new"}, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["derivation.tex"]


def test_a_folder_that_is_a_file_is_one_line(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(OutputError) as error:
        write({"derivation.md": ""}, tmp_path / "x" / "y")
    assert "\n" not in str(error.value)
    assert "expected a folder to write into" in str(error.value)


def test_a_name_never_leaves_the_folder(tmp_path):
    write({"../../escape.md": "x"}, tmp_path / "in")
    assert (tmp_path / "in" / "escape.md").exists()
    assert not (tmp_path / "escape.md").exists()


# ---------------------------------------------------------------- choices


def test_unknown_choices_are_named():
    derivation = proved("four-equations").derivation
    with pytest.raises(SpecError, match=r"unknown format 'doc'; expected one of .*md.*pdf.*tex"):
        render(derivation, formats=["doc"])
    with pytest.raises(SpecError, match="unknown level 'full'; expected one of index, matrix, numbers"):
        render(derivation, levels=["full"])
    with pytest.raises(SpecError, match="unknown notation 'x'; expected one of nielsen"):
        render(derivation, notation="x")
    with pytest.raises(SpecError, match="unknown dialect 'x'; expected one of github, dollar, myst"):
        render(derivation, options=Options(dialect="x"))
    assert set(known_formats()) >= {"md", "tex", "pdf"}


def test_dialects_differ_in_their_delimiters_only():
    derivation = proved("four-equations").derivation
    texts = {
        dialect: render(derivation, options=Options(dialect=dialect))["derivation.md"]
        for dialect in ("github", "dollar", "myst")
    }
    plain = texts["github"].replace("$`", "$").replace("`$", "$").replace("```math", "$$")
    mermaid = plain.count("```mermaid")
    assert texts["dollar"].replace("```", "").count("$$") == 2 * texts["github"].count("```math")
    assert texts["myst"].count("```{math}") == texts["github"].count("```math")
    assert texts["myst"].count("{math}`") >= texts["github"].count("$`")
    assert mermaid >= 1


def test_an_uncertified_derivation_says_so():
    text = render(proved("four-equations").derivation)["derivation.md"]
    assert "was not certified" in text


# ---------------------------------------------------------------- templates


def test_a_folder_of_templates_overrides_single_ones(tmp_path):
    (tmp_path / "derivation.md.j2").write_text("<< document.title | text >>: {{7*7}} $$ {% x %}\n")
    made = document(proved("four-equations"), Style(formats=("md", "tex"), templates=str(tmp_path)))
    assert made["derivation.md"] == "The four equations of backpropagation: {{7*7}} $$ {% x %}\n"
    assert r"\section" in made["derivation-body.tex"]


@pytest.mark.parametrize(
    ("template", "complaint"),
    [
        ("<< nothing.here >>", "template derivation.md.j2: 'nothing' is undefined"),
        ("line\n<% for %>", "template derivation.md.j2, line 2: "),
        ('<% include "none.j2" %>', "no template none.j2; looked in "),
        ("<< 1 / 0 >>", "division by zero"),
        ("<< [] | join(1, 2, 3, 4) >>", "template derivation.md.j2"),
        ('<% include "derivation.md.j2" %>', "recursion"),
        ("\udcff", "can't decode byte 0xff"),
    ],
)
def test_a_bad_template_is_one_line(tmp_path, template, complaint):
    (tmp_path / "derivation.md.j2").write_text(template, encoding="utf-8", errors="surrogateescape")
    with pytest.raises(OutputError) as error:
        document(proved("four-equations"), Style(formats=("md",), templates=str(tmp_path)))
    assert complaint in str(error.value)
    assert "\n" not in str(error.value)


# ---------------------------------------------------------------- PDF


@pytest.mark.tex
def test_a_pdf_is_made():
    needs("pdflatex", INSTALL_TEX)
    made = document(proved("four-equations"), Style(formats=("pdf",)))
    assert made["derivation.pdf"].startswith(b"%PDF")


def test_without_an_engine_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ToolError, match=r"no TeX engine found .*install TeX Live, or leave out the format pdf"):
        document(proved("four-equations"), Style(formats=("pdf",)))


@pytest.mark.tex
@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (r"\nosuchmacro", "Undefined control sequence"),
        (r"\input{/etc/passwd}", "not found"),
        (r"\immediate\openout5=/tmp/symbp-outside.txt\relax", ""),
    ],
)
def test_an_error_of_tex_is_one_line(tmp_path, text, complaint):
    needs("pdflatex", INSTALL_TEX)
    (tmp_path / "derivation.tex.j2").write_text(text)
    with pytest.raises(ToolError) as error:
        document(proved("four-equations"), Style(formats=("pdf",), templates=str(tmp_path)))
    assert "\n" not in str(error.value)
    assert complaint in str(error.value)
    assert not os.path.exists("/tmp/symbp-outside.txt")


@pytest.mark.tex
def test_an_engine_that_never_ends_is_stopped(tmp_path):
    needs("pdflatex", INSTALL_TEX)
    (tmp_path / "derivation.tex.j2").write_text(r"\def\x{\x}\x")
    derivation = proved("four-equations").derivation
    with pytest.raises(ToolError, match="pdflatex took longer than 1 seconds"):
        render(derivation, formats=["pdf"], options=Options(templates=str(tmp_path), seconds=1))
