"""Folders of submissions with planted mistakes, made from an exercise's answer key."""

import json
import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

from symbp.course.exercise import exercises
from tools import ROOT

EXERCISE = next(exercises("two-layer-sigmoid", 1, 5))
QUANTITIES = ("net_h1", "out_h1", "dE_total/dw5", "dE_total/dout_h1", "dE_total/dw1", "w5+")


def network_file(folder: Path) -> Path:
    """The network that the submissions are about."""
    path = folder / "network.toml"
    path.write_text(EXERCISE.file, encoding="utf-8")
    return path


def submissions(folder: Path, count: int) -> Path:
    """So many submissions of six claims; two in three have one number that is wrong."""
    place = folder / "submissions"
    place.mkdir()
    values = {answer.name: answer.value for answer in EXERCISE.answers if answer.name in QUANTITIES}
    dice = random.Random(3)
    for number in range(count):
        claims = dict(values)
        if number % 3:
            claims[dice.choice(list(claims))] *= dice.choice((-1, 2, 0.5))
        lines = "".join(f'"{name}" = {value:.5f}\n' for name, value in claims.items())
        (place / f"student-{number:04}.toml").write_text(f"[claims]\n{lines}", encoding="utf-8")
    return place


def command(*arguments: object) -> list[str]:
    """A command line of symbp."""
    return [sys.executable, "-m", "symbp.cli", *map(str, arguments)]


def ran(*arguments: object) -> subprocess.CompletedProcess[str]:
    """What a command line says, in a process of its own."""
    return subprocess.run(command(*arguments), capture_output=True, text=True, cwd=ROOT, timeout=300, check=False)


def results(output: Path) -> dict[str, bytes]:
    """The result files, every one of which is whole."""
    found = {path.name: path.read_bytes() for path in sorted((output / "results").glob("*.json"))}
    for content in found.values():
        assert json.loads(content)["schema"] == "symbp-verify"
    return found


def files(folder: Path) -> dict[str, bytes]:
    """Everything below a folder by place, links as they are."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in sorted(folder.rglob("*"))
        if not path.is_dir() or path.is_symlink()
    }


def killed_runs(folder: Path, *, submissions_count: int, kills: int, seed: int) -> int:
    """Kill a run at random moments, every time by signal 9, and go on; how often it was killed while it ran.

    Every result is whole at any moment, and in the end all files are those of a run that nobody disturbed.
    """
    network, place = network_file(folder), submissions(folder, submissions_count)
    whole = ran("verify", network, place, "-o", folder / "whole")
    assert whole.returncode == 0, whole.stderr
    dice = random.Random(seed)
    done = folder / "torn" / "results"
    killed = 0
    for _ in range(kills):
        if len(results(folder / "torn")) == submissions_count:  # all was done before the next moment came
            shutil.rmtree(folder / "torn")
        wanted = len(results(folder / "torn")) + dice.randint(0, 2)
        arguments = command("verify", network, place, "-o", folder / "torn")
        with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and len(list(done.glob("*.json"))) < wanted:
                os.sched_yield()
            for _ in range(dice.randint(0, 2000)):
                os.sched_yield()
            killed += process.poll() is None
            process.kill()
        results(folder / "torn")
    last = ran("verify", network, place, "-o", folder / "torn")
    assert last.returncode == 0, last.stderr
    assert files(folder / "torn") == files(folder / "whole")
    return killed
