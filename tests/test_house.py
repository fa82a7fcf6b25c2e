"""Truths about the repository itself: its size, its rooms, and what its code may call."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools import KATEX, ROOT, needs

PACKAGE = ROOT / "symbp"
SOURCES = sorted(PACKAGE.rglob("*.py"))
LONGEST = 200

# The rooms that a room may import from, besides itself and errors, which imports nothing. Others are free.
MAY_IMPORT = {
    "errors": set(),
    "language": set(),
    "operations": {"language"},
    "losses": {"language"},
    "penalties": {"language"},
    "updates": {"language"},
    "calculus": {"language", "derivation", "matrix"},
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    """The first name below symbp: a folder, or a module that stands alone."""
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def imported_modules(tree: ast.AST, package: list[str]) -> Iterator[tuple[int, str]]:
    """Yield (line, dotted name) of all imports, wherever they stand; `package` resolves relative ones.

    `from a import b` yields a.b, since b may be a module.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                yield node.lineno, f"{base}.{alias.name}"


def imports_of(path: Path) -> Iterator[tuple[int, str]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    yield from imported_modules(tree, list(path.relative_to(ROOT).parts[:-1]))


def forbidden_names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield (line, name) of everything that would turn text into code or into an expression.

    A mere mention counts, for a function handed on can be called elsewhere.
    """
    builtin, parsers = {"eval", "exec"}, {"sympify", "parse_expr"}
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and node.id in builtin | parsers:
            yield node.lineno, node.id
        elif isinstance(node, ast.Attribute):
            # A method of one's own may be called eval, as SymPy's are; the builtin may not.
            of_builtins = isinstance(node.value, ast.Name) and node.value.id in {"builtins", "__builtins__"}
            if node.attr in parsers or (of_builtins and node.attr in builtin):
                yield node.lineno, node.attr
        elif isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if alias.name in builtin | parsers:
                    yield node.lineno, alias.name


# ---------------------------------------------------------------- the readers used below


@pytest.mark.parametrize(
    ("source", "module"),
    [
        ("import symbp.matrix", "symbp.matrix"),
        ("from symbp.matrix import f", "symbp.matrix.f"),
        ("from symbp import matrix", "symbp.matrix"),
        ("from . import node", "symbp.language.node"),
        ("from .node import Node", "symbp.language.node.Node"),
        ("from .. import matrix", "symbp.matrix"),
        ("from ..matrix import f", "symbp.matrix.f"),
        ("def f():\n    import symbp.matrix", "symbp.matrix"),
    ],
)
def test_imports_are_read_in_every_form(source, module):
    assert [name for _, name in imported_modules(ast.parse(source), ["symbp", "language"])] == [module]


@pytest.mark.parametrize(
    "source",
    [
        "eval('1')",
        "f = eval",
        "import builtins\nbuiltins.exec('x = 1')",
        "import sympy\nsympy.sympify('x')",
        "from sympy import sympify as s",
        "from sympy.parsing.sympy_parser import parse_expr",
    ],
)
def test_forbidden_names_are_seen(source):
    assert list(forbidden_names(ast.parse(source)))


@pytest.mark.parametrize("source", ["# eval('x')", "text = 'eval(x)'", "node.eval(x)", "def eval_all(): ..."])
def test_innocent_names_are_let_pass(source):
    assert not list(forbidden_names(ast.parse(source)))


# ---------------------------------------------------------------- the package


def test_no_source_file_is_too_long():
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_nothing_committed_is_a_link():
    """A link leads to one machine's folders, and can take the place of another's environment."""
    needs("git", "apt-get install git")
    listed = subprocess.run(["git", "ls-files", "-s"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        return  # an unpacked archive, no repository
    assert [line for line in listed.stdout.splitlines() if line.startswith("120000")] == []


def test_text_is_never_turned_into_code():
    """Generated gradient functions are the one exception: symbp/compile may call exec."""
    found = []
    for path in SOURCES:
        for line, name in forbidden_names(ast.parse(path.read_text(encoding="utf-8"))):
            if not (name == "exec" and room_of(path) == "compile"):
                found.append(f"{name_of(path)}:{line}: {name}")
    assert found == []


@pytest.mark.parametrize("room", sorted(MAY_IMPORT))
def test_a_room_imports_only_from_below(room):
    allowed = MAY_IMPORT[room] | {room, "errors"}
    found = []
    for path in SOURCES:
        if room_of(path) != room:
            continue
        for line, module in imports_of(path):
            parts = module.split(".")
            if parts[0] == "symbp" and (len(parts) == 1 or parts[1] not in allowed):
                found.append(f"{name_of(path)}:{line}: {module}")
    assert found == []


def test_only_render_knows_the_template_engine():
    found = [
        f"{name_of(path)}:{line}: {module}"
        for path in SOURCES
        if room_of(path) != "render"
        for line, module in imports_of(path)
        if module.split(".")[0] == "jinja2"
    ]
    assert found == []


def test_help_loads_no_mathematics():
    """`symbp --help` has to answer at once, and SymPy alone takes a second to import."""
    if not ((PACKAGE / "cli.py").exists() or (PACKAGE / "cli").is_dir()):
        pytest.skip("there is no command line yet")
    code = (
        "import sys\n"
        "sys.argv = ['symbp', '--help']\n"
        "from symbp.cli import main\n"
        "status = 0\n"
        "try:\n"
        "    status = main()\n"
        "except SystemExit as stop:\n"
        "    status = stop.code\n"
        "heavy = sorted({'sympy', 'numpy'} & set(sys.modules))\n"
        "print([status or 0, heavy], file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=60, check=False)
    assert run.stderr.strip() == "[0, []]"
    assert "usage" in run.stdout.lower()


# ---------------------------------------------------------------- what lies around it


def test_katex_comes_from_the_public_registry():
    lock = json.loads((KATEX / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((KATEX / "package.json").read_text(encoding="utf-8"))["dependencies"]
    for name, version in wanted.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), f"{name} is not pinned"
        assert lock["packages"][f"node_modules/{name}"]["version"] == version
    for name, entry in lock["packages"].items():
        assert entry.get("resolved", "https://registry.npmjs.org/").startswith("https://registry.npmjs.org/"), name
