"""symbp verify: exit codes, one line for bad input, the report, and the same from Python."""

import json
import os
import pty
import re
import select
import subprocess

import jsonschema
import pytest

import symbp
from course.folders import command, ran
from course.test_reports import SCHEMA
from symbp.cli import main
from symbp.verification import built_in_claims
from tools import ROOT, compile_tex, katex_failures, markdown_formulas

NAME = "two-layer-sigmoid"


@pytest.mark.parametrize(
    ("claims", "code"),
    [
        ('[claims]\n"dE/dw5" = 0.0822\nout_h1 = 0.5933\n', 0),
        ('[claims]\n"dE/dw5" = 0.0882\n', 1),
        ("[claims]\nnothing_of_the_kind = 1\n", 3),
        ('[claims]\nnothing_of_the_kind = 1\n"dE/dw5" = 0.0882\n', 1),
        ("[claims]\n", 0),
        ("[claims\n", 2),
        ("x = \x00", 2),
    ],
)
def test_the_exit_code_is_the_verdict(claims, code, tmp_path, capsys):
    path = tmp_path / "claims.toml"
    path.write_text(claims, encoding="utf-8")
    assert main(["verify", NAME, str(path), "--json"]) == code
    shown = capsys.readouterr()
    if code == 2:
        assert shown.out == ""
        assert re.fullmatch(r"symbp: .*claims\.toml.*\n", shown.err)
    else:
        made = json.loads(shown.out)
        jsonschema.validate(made, SCHEMA)
        assert made["code"] == code
        assert shown.err == ""


TWICE = {
    "claims.md": "$$\\frac{\\partial E}{\\partial w_5} = 0.1643$$\n",
    "claims.tex": "\\[ \\frac{\\partial E}{\\partial w_5} = 0.1643 \\]\n",
    "claims.csv": "quantity,value\ndE/dw5,0.1643\n",
    "claims.toml": '[claims]\n"dE/dw5" = 0.1643\n',
}


@pytest.mark.parametrize("name", TWICE)
def test_any_file_is_judged_by_the_conventions_of_the_command_line(name, tmp_path, capsys):
    """0.0821670 with 1/2 in the loss, 0.1643341 without."""
    path = tmp_path / name
    path.write_text(TWICE[name], encoding="utf-8")
    assert main(["verify", NAME, str(path)]) == 1
    capsys.readouterr()
    assert main(["verify", NAME, str(path), "--convention", "squares=whole", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)
    jsonschema.validate(made, SCHEMA)
    assert {"name": "squares", "choice": "whole", "source": "declared"} in made["conventions"]
    assert made["claims"][0]["true_value"] == pytest.approx(0.16433408, abs=1e-8)
    assert main(["verify", NAME, str(path), "--convention", "squares=whole"]) == 0
    assert "squares in the loss: without 1/2 (declared)" in " ".join(capsys.readouterr().out.split())


def test_a_folder_is_judged_by_them_too_and_again_where_they_change(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "anna.md").write_text(TWICE["claims.md"], encoding="utf-8")
    given = ["verify", NAME, str(tmp_path / "in"), "-o", str(tmp_path / "out"), "--json"]
    found = []
    for more in ([], ["--convention", "squares=whole"], ["--convention", "squares=half"]):
        assert main([*given, *more]) == 0
        capsys.readouterr()
        (result,) = (tmp_path / "out" / "results").iterdir()
        found.append(json.loads(result.read_text(encoding="utf-8"))["code"])
    assert found == [1, 0, 1]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((NAME, "first-attempt", "--convention", "squares"), "expected NAME=CHOICE, found 'squares'"),
        ((NAME, "first-attempt", "--convention", "squares=no"), "squares: expected half or whole, found 'no'"),
        ((NAME, "nowhere.toml"), "expected a file of claims, found none"),
        ((NAME, "first-atempt"), "did you mean first-attempt?"),
        (("nowhere", "first-attempt"), "no file and no built-in network is called 'nowhere'"),
        ((NAME, "first-attempt", "--marks", "nowhere.toml"), "nowhere.toml: expected a TOML file"),
        ((NAME, "first-attempt", "--format", "doc"), "expected some of md, tex, pdf"),
        ((NAME, "first-attempt", "--language", "xx", "-o", "x"), "unknown language 'xx'"),
        ((".", "first-attempt"), "found a folder"),
        ((NAME, ".", "--jobs", "0"), "--jobs: expected a number from 1"),
        ((NAME, ".", "--seconds", "0"), "--seconds: expected a number from 0.1"),
    ],
)
def test_bad_input_is_one_line(arguments, message, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    try:
        code = main(["verify", *arguments])
    except SystemExit as stop:
        code = stop.code
    assert code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    (line,) = (text for text in shown.err.splitlines() if text.startswith("symbp"))
    assert message in line
    assert list(tmp_path.iterdir()) == []


def test_the_report_is_written_and_compiles(tmp_path, capsys):
    assert main(["verify", NAME, "first-attempt", "-o", str(tmp_path)]) == 1
    capsys.readouterr()
    folder = tmp_path / "verify-first-attempt"
    assert {path.name for path in folder.iterdir()} == {"report.md", "report.tex", "report-body.tex"}
    assert katex_failures(markdown_formulas((folder / "report.md").read_text(encoding="utf-8"))) == []


@pytest.mark.tex
def test_the_report_compiles_without_a_box_too_wide(tmp_path):
    main(["verify", NAME, "first-attempt", "-o", str(tmp_path)])
    folder = tmp_path / "verify-first-attempt"
    (tmp_path / "tex").mkdir()
    assert compile_tex(folder / "report.tex", tmp_path / "tex", [folder / "report-body.tex"]) == []


def test_every_link_of_the_gallery_leads_somewhere():
    from symbp.render.escape import slug

    for path in (ROOT / "output").glob("verify-*/report.md"):
        text = path.read_text(encoding="utf-8")
        links = set(re.findall(r"\[\((\w+)\)\]\(([^)#]+)#([^)]+)\)", text))
        assert len(links) > 5
        for tag, place, anchor in links:
            steps = (path.parent / place).read_text(encoding="utf-8")
            headings = {slug(line.lstrip("# ")) for line in steps.splitlines() if line.startswith("#")}
            assert anchor in headings
            assert rf"\tag{{{tag}}}" in steps


def test_from_python_it_prints_the_same_table(tmp_path):
    report = symbp.verify(symbp.load(NAME), built_in_claims()["first-attempt"])
    done = subprocess.run(
        command("verify", NAME, "first-attempt"), capture_output=True, text=True, cwd=ROOT, check=False,
        env={name: value for name, value in os.environ.items() if name != "COLUMNS"},
    )  # fmt: skip
    assert done.stdout == f"{report}\n"
    assert done.returncode == report.code == 1
    assert report._repr_markdown_().startswith("# Report on first-attempt.md\n")
    assert "```math" not in report._repr_markdown_()


def test_claims_are_a_mapping_a_text_or_a_file(tmp_path):
    path = tmp_path / "work.md"
    path.write_text("$$\\frac{\\partial E}{\\partial w_5} = 0.0822$$\n", encoding="utf-8")
    found = [
        symbp.verify(NAME, {"dE/dw5": "0.0822"}),
        symbp.verify(NAME, {"dE/dw5": 0.0822}),
        symbp.verify(NAME, "dE/dw5 = 0.0822"),
        symbp.verify(NAME, path.read_text(encoding="utf-8")),
        symbp.verify(NAME, path),
        symbp.verify(NAME, str(path)),
    ]
    assert {report.findings[0].verdict.value for report in found} == {"right"}
    assert len({report.findings[0].quantity for report in found}) == 1


def test_a_terminal_gets_colours_and_a_pipe_none():
    assert "\x1b" not in ran("verify", NAME, "first-attempt").stdout
    main_end, other = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"}
    process = subprocess.Popen(
        [*command("verify", NAME, "first-attempt")], stdout=other, stderr=other, env=environment, cwd=ROOT
    )
    os.close(other)
    shown = b""
    while select.select([main_end], [], [], 60)[0]:
        try:
            part = os.read(main_end, 1 << 16)
        except OSError:
            break
        shown += part
    assert process.wait() == 1
    os.close(main_end)
    assert b"\x1b[1;31mwrong" in shown
    plain = re.sub(rb"\x1b\[[0-9;]*m", b"", shown).decode()
    assert max(len(line) for line in plain.splitlines()) <= 80


def test_help_says_what_there_is():
    done = ran("verify", "--help")
    assert done.returncode == 0
    assert all(option in done.stdout for option in ("--json", "--marks", "--jobs", "--dask", "--format"))


def test_a_formula_stands_beside_the_right_step_and_is_refuted_by_an_example():
    report = symbp.verify(NAME, "dE/dw5 = (out_o1 - target_o1) out_o1 (1 - out_o1) out_h2")
    text = report._repr_markdown_()
    assert report.code == 1
    assert "Where `out_h2` stands, it should be `out_h1`." in text
    assert "For example, with $\\mathrm{out}_{h2}$ = 0." in text
    assert r"\frac{\partial E_{\mathrm{total}}}{\partial w_{5}} &= " in text  # the right step
    assert symbp.verify(NAME, "dE/dw5 = (out_o1 - target_o1) out_o1 (1 - out_o1) out_h1").code == 0
