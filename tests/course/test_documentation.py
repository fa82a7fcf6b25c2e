"""The page on verifying: every command on it runs, and prints what the page shows."""

import contextlib
import io
import re

import pytest

from course.folders import submissions
from reading.test_documentation import promised
from symbp.cli import main
from tools import ROOT

TEXT = (ROOT / "docs" / "verifying.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(markdown|toml|sh|python|text)\n(.*?)```", TEXT, re.DOTALL)
CODES = {"homework.md": 1}  # what is wrong on the page on purpose


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """The page from top to bottom: files written where it names them, commands given, code run; what each printed."""
    folder = tmp_path_factory.mktemp("page")
    said = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COLUMNS", "100")
        submissions(folder, 3)
        for kind, block in BLOCKS:
            if kind in ("markdown", "toml"):
                name = re.match(r"(?:<!--|#) (\S+)", block)[1]
                (folder / name).write_text(block, encoding="utf-8")
            for command in block.splitlines() if kind == "sh" else ():
                program, *arguments = command.split()
                assert program == "symbp"
                shown = io.StringIO()
                with contextlib.redirect_stdout(shown):
                    code = main(arguments)
                assert code == max(CODES.get(name, 0) for name in arguments), command
                said[command] = shown.getvalue()
    return folder, said


def test_every_command_runs(printed):
    folder, said = printed
    assert len(said) >= 8
    assert (folder / "output" / "verify-homework" / "report.md").is_file()
    assert "../two-layer-sigmoid/derivation.md#" in (folder / "output" / "verify-homework" / "report.md").read_text()
    assert len(list((folder / "homework" / "sheets").glob("*.md"))) == 3
    assert len(list((folder / "results" / "results").glob("*.json"))) == 3
    assert (folder / "results" / "summary.csv").is_file()


def test_what_the_page_shows_is_printed(printed):
    _, said = printed
    (shown,) = (block for kind, block in BLOCKS if kind == "text")
    assert said["symbp verify two-layer-sigmoid homework.md"].strip("\n") == shown.strip("\n")
    assert said["symbp verify two-layer-sigmoid homework.md --marks marks.toml"].endswith("\n10 of 14 points.\n")
    assert "`10 of 14 points.`" in TEXT


def test_the_code_prints_what_it_says():
    (code,) = (block for kind, block in BLOCKS if kind == "python")
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(compile(code, "verifying.md", "exec"), {})
    assert shown.getvalue().splitlines() == [
        "wrong 1", "right 0.082167041", "wrong 0.000438568",
    ]  # fmt: skip
    assert promised(code)[0] == "wrong 1"


def test_every_file_that_is_linked_exists():
    for place in re.findall(r"\]\(([^)#:]+)\)", TEXT):
        assert (ROOT / "docs" / place).resolve().exists(), place
