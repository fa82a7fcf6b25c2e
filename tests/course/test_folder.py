"""Folders of submissions: one result each, whatever the others are; nothing is followed, nothing lost."""

import csv
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from course.folders import files, killed_runs, network_file, ran, results, submissions
from course.test_reports import SCHEMA
from symbp.cli import main
from symbp.course import run as runs
from symbp.course.clerk import Clerk
from symbp.course.folder import papers, result_names
from symbp.course.networks import Networks
from symbp.course.run import Course, run
from symbp.course.summary import summarise
from symbp.course.task import Task, failed, read_task
from symbp.errors import SpecError
from tools import ROOT

NAMES = ("../out", "a/b", "CON.md", "..", ".x", "-rf", "a" * 300, "é\n\x1b[31m", "A.md", "a.md", "sheet 1.md", "")


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """A folder of submissions, some of them hostile, judged by two processes."""
    folder = tmp_path_factory.mktemp("course")
    network, place = network_file(folder), submissions(folder, 20)
    (folder / "canary.toml").write_text("[claims]\nnet_h1 = 1\n")
    (place / "link.toml").symlink_to(folder / "canary.toml")
    (place / "inside").mkdir()
    (place / "inside" / "loop").symlink_to(place)
    (place / "inside" / "answer.md").write_text("out_h1 = 0.9\n\n{{7*7}} = @\n")
    os.mkfifo(place / "pipe.toml")
    (place / "archive.zip").write_bytes(b"PK\x03\x04")
    (place / "state.pkl").write_bytes(b"cos\nsystem\n(S'touch /tmp/never'\ntR.")
    (place / "large.toml").write_bytes(b"#" * (1 << 21))
    (place / "broken.toml").write_bytes(b"[claims\n")
    (place / "latin.md").write_bytes(b"net_h1 = 0.3 \xff\xfe")
    (place / "=cmd|' \x1b[31m.md").write_text("E_total = 0.1\n")
    wrong = "dE/dw{} = (out_o1 - {}) (out_h1 - {}) (out_h2 + {}) (net_o2 - {})\n"
    poison = "".join(wrong.format(number % 8 + 1, *[number] * 4) for number in range(2_990))
    (place / "poison.md").write_text(poison)
    before = files(folder)
    course = Course(Networks(str(network)), place, folder / "out", jobs=2, seconds=4)
    run(course)
    return folder, course, before


def test_every_submission_has_a_result_by_the_schema(judged):
    folder, course, _ = judged
    found = papers(course.submissions, course.output)
    assert len(found) == 31
    assert set(results(folder / "out")) == {f"{paper.result}.json" for paper in found}
    for content in results(folder / "out").values():
        jsonschema.validate(json.loads(content), SCHEMA)


def test_bad_files_say_why_and_stop_nobody(judged):
    folder, _, _ = judged
    made = {json.loads(content)["file"]: json.loads(content) for content in results(folder / "out").values()}
    failures = {name: result["failure"] for name, result in made.items() if "failure" in result}
    assert failures.keys() == {
        "archive.zip", "broken.toml", "inside/loop", "large.toml", "latin.md", "link.toml", "pipe.toml", "poison.md",
        "state.pkl",
    }  # fmt: skip
    assert "links are not followed" in failures["link.toml"]
    assert "links are not followed" in failures["inside/loop"]
    assert "it was not opened" in failures["state.pkl"]
    assert "at most 1 MiB" in failures["large.toml"]
    assert failures["poison.md"] == "poison.md: judging it took longer than 4 seconds"
    assert made["inside/answer.md"]["code"] == 1
    verdicts = [made[f"student-{number:04}.toml"]["verdict"] for number in range(20)]
    assert verdicts == ["wrong" if number % 3 else "right" for number in range(20)]


def test_nothing_outside_the_output_folder_is_touched(judged):
    folder, _, before = judged
    now = {name: content for name, content in files(folder).items() if not name.startswith("out/")}
    assert now == before
    assert {name.split("/")[1] for name in files(folder) if name.startswith("out/")} == {"results"}


def test_what_is_judged_is_not_judged_again_unless_it_changed(judged, monkeypatch):
    folder, course, _ = judged
    before = results(folder / "out")
    asked = []
    original = runs.one

    def counted(name, *rest):
        asked.append(name)
        return original(name, *rest)

    monkeypatch.setattr(runs, "one", counted)
    run(course)
    assert asked == []
    changed = course.submissions / "student-0000.toml"
    text = changed.read_text()
    changed.write_text(text.replace("net_h1", "net_h2"))
    run(course)
    assert asked == ["student-0000.toml"]
    changed.write_text(text)
    run(course)
    assert results(folder / "out") == before


def test_the_summary_counts_roots_and_makers(judged):
    folder, _, _ = judged
    summary = summarise(sorted((folder / "out" / "results").glob("*.json")))
    assert summary.submissions == 31
    assert summary.verdicts["failed"] == 9
    assert sum(summary.makers.values()) >= 13
    wrong = sum(
        claim["verdict"] == "wrong" and claim["origin"] == "root"
        for content in results(folder / "out").values()
        for claim in json.loads(content)["claims"]
    )
    assert sum(summary.mistakes.values()) == wrong


def test_the_class_list_is_text_for_every_spreadsheet(judged, capsys):
    _, course, _ = judged
    arguments = ["verify", course.networks.source, str(course.submissions), "-o", str(course.output)]
    assert main(arguments) == 3  # some could not be judged
    shown = capsys.readouterr()
    assert "\x1b" not in shown.out
    text = (course.output / "summary.csv").read_text(encoding="utf-8")
    assert "\x1b" not in text
    rows = list(csv.reader(text.splitlines()))
    assert len(rows) == 32
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@")]
    assert any(row[0].startswith("'=cmd") for row in rows)
    markdown = (course.output / "summary.md").read_text(encoding="utf-8")
    assert "could not be judged | 9 |" in markdown


def test_marks_of_a_folder_are_in_the_list_and_on_the_average(tmp_path, capsys):
    network, place = network_file(tmp_path), submissions(tmp_path, 3)
    scheme = tmp_path / "marks.toml"
    scheme.write_text("[points.claims]\nnonsense = 1\n")
    arguments = ["verify", str(network), str(place), "-o", str(tmp_path / "out"), "--marks", str(scheme)]
    assert main(arguments) == 2
    assert not (tmp_path / "out").exists()
    scheme.write_text('[points.claims]\n"dE/dw5" = 4\nE_total = 2\n')
    capsys.readouterr()
    assert main(arguments) == 0
    rows = list(csv.DictReader((tmp_path / "out" / "summary.csv").read_text().splitlines()))
    assert [row["most"] for row in rows] == ["6"] * 3
    mean = sum(float(row["points"]) for row in rows) / 3
    assert f"The mean of the points is {round(mean, 2):g}." in " ".join(capsys.readouterr().out.split())


def test_result_names_stay_inside_the_folder_and_apart():
    found = result_names(list(NAMES))
    assert len({name.lower() for name in found}) == len(NAMES)
    for name in found:
        assert name.isascii()
        assert not set(name) & set('/\\\n\x1b:*?"<>| ')
        assert not name.startswith(".")
        assert 0 < len(name) < 100


def test_everybody_may_have_a_network_of_their_own(tmp_path):
    (tmp_path / "networks").mkdir()
    for name in ("01", "011"):
        (tmp_path / "networks" / f"{name}.toml").write_text(f"# {name}")
    (tmp_path / "submissions" / "02").mkdir(parents=True)
    for name in ("01.md", "011-anna.md", "01_bert.tex", "012.md", "02/01.md"):
        (tmp_path / "submissions" / name).write_text("")
    networks = Networks(str(tmp_path / "networks"))
    found = {}
    for paper in papers(tmp_path / "submissions", tmp_path / "out"):
        try:
            found[paper.id] = networks.of(paper)[0]
        except SpecError:
            found[paper.id] = ""
    assert found == {
        "01.md": "01.toml", "011-anna.md": "011.toml", "01_bert.tex": "01.toml", "012.md": "", "02/01.md": "01.toml"
    }  # fmt: skip


def hostile_tree(place: Path, dice: random.Random) -> None:
    """Links, pipes, odd names, nested folders, archives, in any mixture."""
    outside = place.parent / "outside"
    folders = [place]
    for _ in range(12):
        here = dice.choice(folders)
        name = dice.choice(
            ("a", "..a", "b\n", "\x1b[0m", "c.toml", "é.md", "-o", "=x.csv", "x" * 200, "C:", "a\\b", "~")
        )
        path = here / f"{name}{dice.randint(0, 9)}{dice.choice(('', '.md', '.toml', '.pkl', '.tar'))}"
        if path.exists() or path.is_symlink():
            continue
        kind = dice.randint(0, 6)
        if kind == 0:
            path.symlink_to(dice.choice((outside, outside / "secret.toml", Path("/etc/passwd"), place, Path("loop"))))
        elif kind == 1:
            os.mkfifo(path)
        elif kind == 2:
            path.mkdir()
            folders.append(path)
        elif kind == 3:
            path.write_bytes(dice.randbytes(50))
        elif kind == 4:
            os.link(outside / "secret.toml", path)
        else:
            path.write_text("E_total = 0.3\n")


def test_a_hundred_hostile_trees_write_nothing_outside(tmp_path, monkeypatch):
    class Stub:
        @staticmethod
        def judge(task, seconds):
            return failed(task, "seen")

    monkeypatch.setattr(runs, "clerk", Stub)
    for number in range(100):
        folder = tmp_path / str(number)
        (folder / "in").mkdir(parents=True)
        (folder / "outside").mkdir()
        (folder / "outside" / "secret.toml").write_text("E_total = 0.3\n")
        hostile_tree(folder / "in", random.Random(number))
        output = folder / "in" / "results" if number % 3 == 0 else folder / "out"
        output.mkdir()
        (output / "results").mkdir()
        (output / "results" / "a1.md.json").symlink_to(folder / "outside" / "secret.toml")
        before = {name: data for name, data in files(folder).items() if not (folder / name).is_relative_to(output)}
        made = run(Course(Networks("two-layer-sigmoid"), folder / "in", output))
        after = {name: data for name, data in files(folder).items() if not (folder / name).is_relative_to(output)}
        assert after == before
        assert all(path.parent == output / "results" and path.is_file() and not path.is_symlink() for path in made)
        assert len(set(made)) == len(made) == len(papers(folder / "in", output))


# ---------------------------------------------------------------- processes

STUB = (
    "import sys, json, time\nprint('ready', flush=True)\n"
    "for line in sys.stdin:\n"
    "    print('prepared', flush=True)\n"
    "    if json.loads(line)['id'] == 'hangs':\n"
    "        while True: time.sleep(1)\n"
    "    if json.loads(line)['id'] == 'dies':\n"
    "        sys.exit(9)\n"
    "    print(json.dumps('judged'), flush=True)\n"
)


def test_one_that_hangs_or_dies_is_given_up_and_the_others_go_on():
    clerk = Clerk((sys.executable, "-c", STUB))
    said = [clerk.judge(Task(name, b"", "n.toml", b""), 1.0) for name in ("first", "hangs", "next", "dies", "last")]
    clerk.close()
    assert [said[0], said[2], said[4]] == ["judged"] * 3
    assert json.loads(said[1])["failure"] == "hangs: judging it took longer than 1 seconds"
    assert json.loads(said[3])["failure"] == "dies: judging it ended the process that did"


def test_a_task_is_one_line_and_comes_back():
    task = Task("a\n\udc80b", b"\x00\xff\n", "n\n.toml", b"\n", b"\r\n", "en", "1")
    assert task.line().count(b"\n") == 1
    assert read_task(task.line()) == task
    assert task.fingerprint != Task("a", b"", "n.toml", b"").fingerprint


def test_killed_again_and_again_it_ends_with_the_same_results(tmp_path):
    assert killed_runs(tmp_path, submissions_count=10, kills=2, seed=1) == 2


@pytest.mark.slow
def test_a_cluster_loses_nothing_when_a_worker_is_killed(tmp_path):
    network, place = network_file(tmp_path), submissions(tmp_path, 12)
    script = [sys.executable, str(ROOT / "tests" / "course" / "cluster.py")]
    arguments = [*script, str(network), str(place), str(tmp_path / "out")]
    done = subprocess.run(arguments, capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert "12 results" in done.stdout
    alone = ran("verify", network, place, "-o", tmp_path / "alone")
    assert alone.returncode == 0, alone.stderr
    assert results(tmp_path / "out") == results(tmp_path / "alone")


@pytest.mark.parametrize(
    ("module", "extra", "more"), [("joblib", "course", ()), ("distributed", "dask", ("--dask", "x"))]
)
def test_a_missing_extra_is_named(module, extra, more, tmp_path, capsys, monkeypatch):
    monkeypatch.setitem(sys.modules, module, None)
    (tmp_path / "s").mkdir()
    assert main(["verify", "two-layer-sigmoid", str(tmp_path / "s"), "-o", str(tmp_path / "o"), *more]) == 2
    (line,) = (text for text in capsys.readouterr().err.splitlines() if text.startswith("symbp:"))
    assert f"pip install 'symbp[{extra}]'" in line
