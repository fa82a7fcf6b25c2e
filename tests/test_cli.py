"""The command line: what it writes, what it says, and what it never does."""

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

from symbp.cli import main
from symbp.spec.load import examples
from symbp.verification import built_in_claims
from tools import ROOT, missing


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "symbp.cli", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=120, check=False)


def test_examples_are_listed(capsys):
    assert main(["examples"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[: len(examples())]] == list(examples())


@pytest.mark.parametrize("name", examples())
def test_derive_writes_a_document(name, tmp_path, capsys):
    assert main(["derive", name, "-o", str(tmp_path), "--format", "md"]) == 0
    out = capsys.readouterr().out
    text = (tmp_path / name / "derivation.md").read_text(encoding="utf-8")
    assert text.startswith("#")
    assert str(tmp_path / name / "derivation.md") in out
    assert "equalities checked" in out
    assert "refuted" not in out
    drawings = {"paths.svg"} if name.startswith("descent-") else set()
    assert {path.name for path in (tmp_path / name).iterdir()} == {"derivation.md"} | drawings


def test_paths_are_counted_and_listed(capsys):
    assert main(["paths", "two-layer-sigmoid", "E_total", "w1"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("2 paths from E_total to w1")
    assert "E_total <- E_o1 <- out_o1 <- net_o1 <- out_h1 <- net_h1 <- w1" in text
    assert text.rstrip().endswith("= 0.000438567734")
    assert main(["paths", "digits", "C", "w2"]) == 0
    assert "10*m from C to one component of w2" in capsys.readouterr().out
    assert main(["paths", "batch-norm", "L", "x", "--most", "3"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "4 paths from L to x",
        "m**2 + 2*m + 1 from L to one component of x",
        "too many to list; --most N lists up to N",
    ]
    assert main(["paths", "batch-norm", "L", "z"]) == 2
    assert "expected the name of a quantity" in capsys.readouterr().err


def test_levels_and_formats(tmp_path, capsys):
    for level in ("index", "matrix", "numbers", "index,matrix"):
        assert main(["derive", "two-layer-sigmoid", "-o", str(tmp_path / level), "--level", level]) == 0
    texts = {path.parts[-3]: path.read_text(encoding="utf-8") for path in tmp_path.rglob("derivation.md")}
    assert len(set(texts.values())) == 4
    assert "0.593269992" in texts["numbers"]
    assert "0.593269992" not in texts["index,matrix"]
    assert {path.name for path in (tmp_path / "index").rglob("*.*")} == {
        "derivation.md",
        "derivation.tex",
        "derivation-body.tex",
    }


def test_derive_a_file_of_ones_own(tmp_path, capsys):
    path = tmp_path / "mine.toml"
    path.write_text('title = "{{7*7}} \\\\input{x} %"\ninputs = 2\n[[layers]]\nunits = ["lambda", "E"]\n')
    assert main(["derive", str(path), "-o", str(tmp_path / "out"), "--format", "md,tex"]) == 0
    for document in (tmp_path / "out" / "mine").iterdir():
        assert "49" not in document.read_text(encoding="utf-8").splitlines()[0]
        assert "\n\\input{x}" not in document.read_text(encoding="utf-8")


def test_numbers_of_a_large_network_are_left_out(tmp_path, capsys):
    path = tmp_path / "large.toml"
    zeros = "[" + ", ".join(["0"] * 64) + "]"
    rows = "[" + ",\n".join([zeros] * 64) + "]"
    path.write_text(
        f"inputs = 64\n[[layers]]\nunits = 64\n[numbers]\ninputs = {zeros}\ntargets = {zeros}\n"
        f"[numbers.parameters]\nb2 = {zeros}\nw2 = {rows}\n"
    )
    assert main(["derive", str(path), "-o", str(tmp_path), "--format", "md"]) == 0
    assert "no worked example: large: expected at most 3000 single elements" in capsys.readouterr().out
    assert main(["derive", str(path), "-o", str(tmp_path), "--format", "md", "--level", "numbers"]) == 2
    assert main(["derive", "digits", "-o", str(tmp_path), "--level", "numbers"]) == 2
    assert "expected [numbers]" in capsys.readouterr().err


def test_gallery(tmp_path, capsys):
    assert main(["gallery", str(tmp_path)]) == 0
    reports = {f"verify-{name}" for name in built_in_claims()}
    assert {path.name for path in tmp_path.iterdir()} == set(examples()) | reports
    printed = capsys.readouterr().out
    assert all(f"{name}: " in printed for name in examples())
    assert printed.count("equalities checked") >= len(examples())
    assert "refuted" not in printed


def test_one_document_is_the_same_every_time(tmp_path):
    for folder in ("one", "two"):
        assert main(["derive", "two-layer-sigmoid", "-o", str(tmp_path / folder)]) == 0
    for path in (tmp_path / "one").rglob("*.*"):
        assert path.read_bytes() == (tmp_path / "two" / path.relative_to(tmp_path / "one")).read_bytes()


def test_export(tmp_path, capsys):
    assert main(["export", "two-layer-sigmoid", "-o", str(tmp_path / "grads.py")]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["grads.py"]
    source = (tmp_path / "grads.py").read_text(encoding="utf-8")
    assert "symbp" not in {line.split()[1] for line in source.splitlines() if line.startswith(("import ", "from "))}
    capsys.readouterr()
    assert main(["export", "two-layer-sigmoid"]) == 0
    assert capsys.readouterr().out == source
    assert main(["export", "four-equations", "-o", str(tmp_path / "none.py")]) == 2
    assert not (tmp_path / "none.py").exists()


def test_train_a_worked_example(capsys):
    assert main(["train", "two-layer-sigmoid"]) == 0
    out = capsys.readouterr().out
    assert "loss 0.2983711088 -> 3.510187783e-05" in out


def test_train_digits(capsys):
    if importlib.util.find_spec("sklearn") is None:
        missing("scikit-learn", "pip install 'symbp[digits]'")
    assert main(["train", "--epochs", "5"]) == 0
    out = capsys.readouterr().out
    assert float(out.split("%")[0]) > 93


@pytest.mark.parametrize(("module", "extra"), [("sklearn", "digits"), ("matplotlib", "plot")])
def test_a_missing_extra_is_named(module, extra, tmp_path, capsys, monkeypatch):
    loaded = [name for name in sys.modules if name.startswith(f"{module}.")]
    for name in (module, f"{module}.datasets", *loaded):  # what another test has imported is missing too
        monkeypatch.setitem(sys.modules, name, None)
    plot = ["--plot", str(tmp_path / "loss.svg")] if module == "matplotlib" else []
    assert main(["train", "--epochs", "1", *plot]) == 2
    assert f"pip install 'symbp[{extra}]'" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_plot(tmp_path, capsys):
    if importlib.util.find_spec("matplotlib") is None:
        missing("matplotlib", "pip install 'symbp[plot]'")
    path = tmp_path / "loss.svg"
    assert main(["train", "two-layer-sigmoid", "--updates", "10", "--plot", str(path)]) == 0
    assert path.read_bytes().startswith(b"<?xml")
    assert main(["train", "two-layer-sigmoid", "--updates", "10", "--plot", str(tmp_path / "loss.exe")]) == 2
    assert [path.name for path in tmp_path.iterdir()] == ["loss.svg"]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nothing"],
        ["derive"],
        ["derive", "digits", "--format", "doc"],
        ["derive", "digits", "--level", ""],
        ["derive", "digits", "--colour"],
        ["derive", "digits", "more\x1b[31m"],
        ["export", "digits", "--target", "abacus"],
        ["train", "--epochs", "many"],
    ],
)
def test_usage_errors_are_one_line(arguments, capsys):
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    out, err = capsys.readouterr()
    assert stop.value.code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert err[:-1].isprintable()


@pytest.mark.parametrize("count", ["0", "-1", "99999999999"])
def test_counts_out_of_range(count, capsys):
    assert main(["train", "two-layer-sigmoid", "--updates", count]) == 2
    assert "--updates: expected a number from 1" in capsys.readouterr().err


def test_descent_that_diverges_says_so(tmp_path, capsys):
    path = tmp_path / "wild.toml"
    path.write_text(
        'inputs = 1\nloss = "mean squared error"\n[[layers]]\nunits = 1\nactivation = "identity"\n[numbers]\n'
        "inputs = [10]\ntargets = [1]\nrate = 100\nupdates = 500\nparameters = {w2 = [[1]], b2 = [0]}\n"
    )
    assert main(["train", str(path)]) == 2
    assert "try a smaller learning rate" in capsys.readouterr().err


def test_a_document_of_a_descent_that_diverges_says_so(tmp_path, capsys):
    path = tmp_path / "wild.toml"
    path.write_text(
        'inputs = 1\n[[layers]]\nunits = 1\nactivation = "identity"\n[numbers]\n'
        "inputs = [10]\ntargets = [1]\nrate = 100\nupdates = 500\nparameters = {w2 = [[1]], b2 = [0]}\n"
    )
    assert main(["derive", str(path), "-o", str(tmp_path), "--format", "md"]) == 0
    text = (tmp_path / "wild" / "derivation.md").read_text(encoding="utf-8")
    assert "| 500 | too large for a number" in text
    assert not re.search(r"\b(nan|inf)\b", text)


@pytest.mark.parametrize(
    ("entries", "complaint"),
    [
        ('parameters=["x"]\n[equations]\nA="log(x)"\n[numbers]\nparameters={x=-1}', "found nan for A"),
        ('parameters=["x"]\n[equations]\nA="1/x"\n[numbers]\nparameters={x=0}', "found inf for A"),
        ('parameters=["x"]\n[equations]\nA="exp(x)"\n[numbers]\nparameters={x=1e9}', "found inf for A"),
        ('parameters=["x"]\n[equations]\nA="sqrt(x)"\n[numbers]\nparameters={x=0}', "for the derivative of A by x"),
        ('inputs=["x"]\n[equations]\nA="x**2"', "expected parameters, to differentiate A by, found none"),
    ],
)
def test_what_has_no_value_or_no_derivative_is_one_line(entries, complaint, tmp_path, capsys):
    path = tmp_path / "net.toml"
    path.write_text(entries)
    assert main(["derive", str(path), "-o", str(tmp_path / "out")]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert complaint in err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "arguments", [["digits", "--updates", "3"], ["two-layer-sigmoid", "--epochs", "3"], ["digits", "--plot", "/"]]
)
def test_train_refuses_at_once_what_does_not_fit(arguments, capsys):
    assert main(["train", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "expected" in err


def test_whole_process_without_a_traceback(tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_bytes(b"\xff")
    for arguments in (
        ["derive", str(broken)],
        ["export", "nothing"],
        ["train", str(tmp_path)],
        ["derive", "digits", "-o", "/dev/null/x"],
    ):
        done = run(*arguments)
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert "Traceback" not in done.stderr


def test_version_and_help():
    assert run("--version").stdout.startswith("symbp ")
    for command in ("examples", "derive", "gallery", "export", "train"):
        done = run(command, "--help")
        assert done.returncode == 0
        assert done.stdout.startswith(f"usage: symbp {command}")


def test_help_imports_little():
    """Start-up is bound by imports: --help needs argparse, and what that imports by itself."""
    code = (
        "import sys, argparse, gc, importlib, __future__\n"
        "try: argparse.ArgumentParser(prog='x').parse_args(['--help'])\n"
        "except SystemExit: pass\n"
        "known = set(sys.modules)\n"
        "from symbp.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "print(sorted(set(sys.modules) - known), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=True
    )
    assert done.stderr.strip() == "['symbp', 'symbp.cli', 'symbp.errors']"


def test_the_public_door():
    code = (
        "import sys, symbp\n"
        "assert 'sympy' not in sys.modules\n"
        "import symbp.derive, symbp.certify\n"
        "derivation = symbp.derive(symbp.load('digits'))\n"
        "assert symbp.certify(derivation).sound\n"
        "assert all(getattr(symbp, name) is not None for name in symbp.__all__)\n"
        "assert set(symbp.__all__) <= set(dir(symbp))\n"
        "assert not hasattr(symbp, 'nothing')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert done.stderr == ""


def test_files_are_written_whole_or_not_at_all(tmp_path, monkeypatch):
    from symbp.errors import OutputError
    from symbp.files import write_file

    path = write_file(tmp_path / "deep" / "file.txt", "first")
    assert Path(path).read_text() == "first"

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", broken)
    with pytest.raises(OutputError, match="no space left"):
        write_file(path, "second")
    assert path.read_text() == "first"
    assert [entry.name for entry in path.parent.iterdir()] == ["file.txt"]
