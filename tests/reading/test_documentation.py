"""The page on equations: its files are read, its code runs, and prints what it says."""

import ast
import contextlib
import io
import re
import tokenize

import pytest

from symbp.cli import main
from symbp.reading.declare import ROLES
from symbp.reading.functions import ELEMENTARY
from symbp.reading.network import KEYS
from tools import ROOT

TEXT = (ROOT / "docs" / "own-equations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(toml|sh|python)\n(.*?)```", TEXT, re.DOTALL)


def promised(code: str) -> list[str]:
    """What each print is said to print: the comment behind it, or on the line below, however the code is broken."""
    tokens = tokenize.generate_tokens(io.StringIO(code).readline)
    comments = {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}
    calls = (node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call))
    prints = sorted(
        (call.lineno, call.end_lineno + 1)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "print"
    )
    said = [next(comments[line] for line in range(first, last + 1) if line in comments) for first, last in prints]
    return [comment.removeprefix("# ") for comment in said]


@pytest.mark.parametrize("code", ["print(a)  # 3", "print(\n    a\n)  # 3", "if a:\n    print(a)\n    # 3"])
def test_a_promise_is_found_however_the_code_is_broken(code):
    assert promised(code) == ["3"]


def test_the_page_from_top_to_bottom(tmp_path, monkeypatch):
    """Files are written where the page names them, commands are given, code is run in one session."""
    monkeypatch.chdir(tmp_path)
    session: dict = {}
    for kind, block in BLOCKS:
        if kind == "toml":
            name = re.match(r"# (\S+)\n", block)[1]
            (tmp_path / name).write_text(block, encoding="utf-8")
        elif kind == "sh":
            (command,) = block.splitlines()
            assert command.split()[0] == "symbp"
            with contextlib.redirect_stdout(io.StringIO()):
                assert main([*command.split()[1:], "--format", "md"]) in (0, None)
            assert (tmp_path / "output" / "shrink" / "derivation.md").exists()
        else:
            printed = io.StringIO()
            with contextlib.redirect_stdout(printed):
                exec(compile(block, "own-equations.md", "exec"), session)
            assert printed.getvalue().splitlines() == promised(block)
    assert len(BLOCKS) >= 6


def test_every_entry_is_explained():
    for key in {*KEYS, *ROLES} - {"name", "kind", "title", "equations", "published"}:
        assert f"`{key}`" in TEXT
    for name in ELEMENTARY:
        assert re.search(rf"[` ]{name}[` ]", TEXT)
