"""PDF: the LaTeX files through a TeX engine, in a folder of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from symbp.errors import ToolError

from ..document.records import Document
from ..options import Files, Options
from . import latex

SUFFIX = "pdf"
ENGINES = ("pdflatex", "xelatex", "lualatex")
# TeX starts no program, and reads and writes below its own folder only.
SWITCHES = ("-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", "-file-line-error")
SANDBOX = {"openin_any": "p", "openout_any": "p", "max_print_line": "1000"}


def files(document: Document, options: Options) -> Files:
    """The compiled document.

    Raises:
        ToolError: no TeX engine is there, or it fails or takes too long.
    """
    engine = next((found for name in ENGINES if (found := shutil.which(name))), None)
    if engine is None:
        raise ToolError(f"no TeX engine found ({', '.join(ENGINES)}): install TeX Live, or leave out the format pdf")
    with tempfile.TemporaryDirectory(prefix="symbp-") as folder:
        for name, content in latex.files(document, options).items():
            assert isinstance(content, str)
            (Path(folder) / name).write_text(content, encoding="utf-8")
        for _ in range(2):  # the second run settles references and columns
            compile_once(engine, Path(folder), f"{document.file}.tex", options.seconds)
        made = Path(folder) / f"{document.file}.pdf"
        if not made.exists():
            raise ToolError(f"{Path(engine).name} ended without an error, but wrote no PDF")
        return {made.name: made.read_bytes()}


def compile_once(engine: str, folder: Path, main: str, seconds: float) -> None:
    """One run of the engine.

    Raises:
        ToolError: it fails or takes too long; the first error of its log is named.
    """
    dated = {"SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1"}
    try:
        run = subprocess.run(
            [engine, *SWITCHES, main],
            cwd=folder,
            env={**os.environ, **SANDBOX, **dated},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise ToolError(f"{Path(engine).name} took longer than {seconds:g} seconds") from None
    except OSError as error:
        raise ToolError(f"{Path(engine).name} could not be started: {error.strerror or error}") from None
    if run.returncode:
        raise ToolError(f"{Path(engine).name}: {first_error(run.stdout.decode('utf-8', 'replace'))}")


def first_error(log: str) -> str:
    """The first line of a log that tells of an error."""
    for line in log.splitlines():
        if line.startswith("! ") or ".tex:" in line:
            return line.strip()
    return "it failed without saying why"
