"""Bad files and names: one clear line that says where and what, exit code 2, and nothing written."""

import json
import os
from pathlib import Path

import pytest

from spec_bad import BAD, GOOD, HOSTILE_NAMES, NUMBERS
from symbp.cli import main
from symbp.errors import SymbpError
from symbp.spec import load, network


def refused(capsys, folder: Path, *arguments: str) -> str:
    """Run a command that has to fail; its one line."""
    before = sorted(folder.rglob("*"))
    assert main(list(arguments)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("symbp: ")
    assert err.count("\n") == 1
    assert err.rstrip("\n").isprintable()
    assert len(err) < 500
    assert sorted(folder.rglob("*")) == before
    return err


@pytest.mark.parametrize("name", BAD)
def test_bad_file(name, tmp_path, capsys):
    text, expected = BAD[name]
    path = tmp_path / "net.toml"
    path.write_text(text, encoding="utf-8")
    line = refused(capsys, tmp_path, "derive", str(path), "-o", str(tmp_path / "out"))
    assert str(path) in line
    for part in expected:
        assert part in line


def test_the_good_file_is_good(tmp_path):
    path = tmp_path / "net.toml"
    path.write_text(GOOD + NUMBERS, encoding="utf-8")
    assert set(load(path).values()) == {"x", "y", "w2", "b"}


@pytest.mark.parametrize("name", HOSTILE_NAMES)
@pytest.mark.parametrize("place", ["inputs", "size", "units", "weights", "matrix", "bias"])
def test_hostile_name(name, place, tmp_path, capsys):
    text = json.dumps(name, ensure_ascii=False)
    content = {
        "inputs": f"inputs = [{text}]\n[[layers]]\nunits = 1",
        "size": f"inputs = {text}\n[[layers]]\nunits = 1",
        "units": f"inputs = 1\n[[layers]]\nunits = [{text}]",
        "weights": f"inputs = 1\n[[layers]]\nunits = 1\nweights = [[{text}]]",
        "matrix": f"inputs = 1\n[[layers]]\nunits = 1\nweights = {text}",
        "bias": f"inputs = 1\n[[layers]]\nunits = 1\nbias = {{shared = {text}}}",
    }[place]
    path = tmp_path / "net.toml"
    path.write_text(content, encoding="utf-8")
    line = refused(capsys, tmp_path, "derive", str(path), "-o", str(tmp_path / "out"))
    assert "expected a name" in line


def test_hostile_keys_are_only_text(tmp_path, capsys):
    for name in HOSTILE_NAMES:
        path = tmp_path / "net.toml"
        parameters = f"parameters = {{{json.dumps(name, ensure_ascii=False)} = 1, w1 = 1, w2 = 2, b = 3}}"
        path.write_text(GOOD + NUMBERS.replace("parameters = {w1 = 1, w2 = 2, b = 3}", parameters), encoding="utf-8")
        assert "expected a name" in refused(capsys, tmp_path, "derive", str(path), "-o", str(tmp_path / "out"))


# ---------------------------------------------------------------- places


def test_missing_file(tmp_path, capsys):
    line = refused(capsys, tmp_path, "derive", str(tmp_path / "none.toml"))
    assert "none.toml: expected a TOML file, found nothing there" in line


def test_unknown_name(tmp_path, capsys):
    line = refused(capsys, tmp_path, "derive", "two-layer-sigmiod", "-o", str(tmp_path / "out"))
    assert "did you mean two-layer-sigmoid?" in line


def test_folder_for_a_file(tmp_path, capsys):
    (tmp_path / "net.toml").mkdir()
    assert "found a folder" in refused(capsys, tmp_path, "derive", str(tmp_path / "net.toml"))


def test_no_plain_file(capsys, tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    assert "no plain file" in refused(capsys, tmp_path, "derive", str(tmp_path / "pipe.toml"))


@pytest.mark.parametrize("content", [b"\x00\xff\xfe", b"\x89PNG\r\n\x1a\n", b"inputs = '\xe9'", bytes(range(256))])
def test_binary_and_other_encodings(content, tmp_path, capsys):
    path = tmp_path / "net.toml"
    path.write_bytes(content)
    line = refused(capsys, tmp_path, "derive", str(path))
    assert "expected UTF-8 text, found the byte" in line
    assert "line " in line


@pytest.fixture
def unprivileged(monkeypatch) -> None:
    """Commands run as nobody: root may read and write everything."""
    root, command = os.geteuid(), main

    def as_nobody(arguments: list[str]) -> int:
        os.seteuid(65534)
        try:
            return command(arguments)
        finally:
            os.seteuid(root)

    if root == 0:
        monkeypatch.setitem(globals(), "main", as_nobody)


def test_unreadable_file(unprivileged, tmp_path, capsys):
    path = tmp_path / "net.toml"
    path.write_text(GOOD)
    path.chmod(0)
    assert "cannot be read (permission denied)" in refused(capsys, tmp_path, "derive", str(path))


@pytest.mark.parametrize("name", ["a" * 5000 + ".toml", "a\x00b.toml", "\udcff.toml", "a\nb.toml", "\x1b[31m.toml"])
def test_impossible_file_names(name, tmp_path, capsys):
    refused(capsys, tmp_path, "derive", name)


def test_output_is_a_file(tmp_path, capsys):
    place = tmp_path / "taken"
    place.write_text("mine")
    assert str(place) in refused(capsys, tmp_path, "derive", "four-equations", "-o", str(place), "--format", "md")
    assert place.read_text() == "mine"


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="needs a folder that nobody may write to")
def test_output_cannot_be_written(tmp_path, capsys):
    line = refused(capsys, tmp_path, "derive", "four-equations", "-o", "/proc/none", "--format", "md")
    assert "/proc/none" in line


@pytest.mark.parametrize(
    ("option", "value"),
    [("--notation", "nielson"), ("--language", "xx"), ("--templates", "/none"), ("--language", "../en")],
)
def test_unknown_style(option, value, tmp_path, capsys):
    arguments = ["derive", "four-equations", "-o", str(tmp_path / "out"), "--format", "md", option, value]
    assert value in refused(capsys, tmp_path, *arguments)


# ---------------------------------------------------------------- Python


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ({}, "inputs"),
        ({"inputs": 2}, r"\[\[layers\]\]"),
        ({"inputs": 2, "layers": [3]}, "list of tables"),
        ({"inputs": 2, "layers": [{"units": 1}], "numbers": {"inputs": [float("nan"), 1], "targets": [1]}}, "NaN"),
        ({"inputs": 2, "layers": [{"units": 1}], "numbers": {"inputs": [1j, 1], "targets": [1]}}, "expected a number"),
        ({"inputs": object(), "layers": [{"units": 1}]}, "expected a whole number"),
        ({"inputs": 2, "layers": [{"units": 1}], "lost": 1}, "unknown key 'lost'"),
    ],
)
def test_python_entries(entries, expected):
    with pytest.raises(SymbpError, match=expected):
        network(**entries)


def test_keys_that_make_tomllib_slow_are_refused_before_it(tmp_path):
    path = tmp_path / "net.toml"
    chain = ".".join(["a"] * 4900)
    path.write_text("\n".join(f"b{n}.{chain} = 1" for n in range(100)), encoding="utf-8")
    with pytest.raises(SymbpError, match="joined by dots"):
        load(path)
