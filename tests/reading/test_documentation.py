"""The page on equations: its files are read, its code runs, and prints what it says."""

import contextlib
import io
import re

from symbp.cli import main
from symbp.reading.declare import ROLES
from symbp.reading.functions import ELEMENTARY
from symbp.reading.network import KEYS
from tools import ROOT

TEXT = (ROOT / "docs" / "own-equations.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(toml|sh|python)\n(.*?)```", TEXT, re.DOTALL)


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
            promised = re.findall(r"print\(.*\)\s+# (.*)", block)
            assert printed.getvalue().splitlines() == promised
    assert len(BLOCKS) >= 6


def test_every_entry_is_explained():
    for key in {*KEYS, *ROLES} - {"name", "kind", "title", "equations", "published"}:
        assert f"`{key}`" in TEXT
    for name in ELEMENTARY:
        assert re.search(rf"[` ]{name}[` ]", TEXT)
