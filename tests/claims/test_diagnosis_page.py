"""The page on diagnosis: its program prints what it says."""

import contextlib
import io
import re

from tools import ROOT

TEXT = (ROOT / "docs" / "diagnosis.md").read_text(encoding="utf-8")


def test_the_program_prints_what_its_comment_says():
    (program,) = re.findall(r"```python\n(.*?)```", TEXT, flags=re.S)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(program, "docs/diagnosis.md", "exec"), {})
    assert printed.getvalue().splitlines() == re.findall(r"print\(.*?\)  # (.*)", program)
