"""Whole processes, from start to end: CPU seconds, beside bare Python and a mere import of SymPy."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from .measure import summary, table

ROOT = Path(__file__).parent.parent
SYMBP = "from symbp.cli import main; raise SystemExit(main())"
MODULE = "import numpy, grads; a = numpy.ones; grads.gradients(a((1, 2)), a((1, 2)), a((2, 2)), a(2), a((2, 2)), a(2))"


def commands(folder: str) -> dict[str, list[str]]:
    """What is run, by the name it has in the table."""
    return {
        "python -c pass": ["-c", "pass"],
        "import numpy": ["-c", "import numpy"],
        "import sympy": ["-c", "import sympy"],
        "import symbp": ["-c", "import symbp"],
        "symbp --help": ["-c", SYMBP, "--help"],
        "symbp derive (no file named)": ["-c", SYMBP, "derive"],
        "derive and export two-layer-sigmoid": ["-c", SYMBP, "export", "two-layer-sigmoid", "-o", f"{folder}/a.py"],
        "symbp derive two-layer-sigmoid": ["-c", SYMBP, "derive", "two-layer-sigmoid", "-o", folder],
        "first gradient of a module": ["-c", MODULE],
    }


def spent(arguments: list[str], folder: str) -> float:
    """The CPU seconds of one process."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{folder}"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], capture_output=True, env=environment, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def run(rounds: int) -> None:
    """The table of medians."""
    from symbp.compile import export
    from symbp.layers import Layer, layered

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "grads.py").write_text(export(layered("n", 2, [Layer(2), Layer(2)])), encoding="utf-8")
        programs = commands(folder)
        seconds: dict[str, list[float]] = {name: [] for name in programs}
        for k in range(rounds + 1):
            for name, arguments in programs.items():
                time = spent(arguments, folder)
                if k:  # the first round warms the caches
                    seconds[name].append(time)
    bare, sympy = summary(seconds), summary({"import sympy": seconds["import sympy"], **seconds})
    rows = [(name, bare[name].seconds * 1e3, bare[name].ratio, sympy[name].ratio) for name in programs]
    table("Whole processes, CPU time", ("", "ms", "x python", "x import sympy"), rows)
