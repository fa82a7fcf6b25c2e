"""A whole course: submissions with planted mistakes, judged through the same call that teachers use.

python -m benchmarks.course [COUNT] [JOBS] [FOLDER]

With a FOLDER that exists already the run goes on where it was stopped.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from pathlib import Path

VARIANTS = 50
SEED = 1


def main(count: int = 1000, jobs: int = 2, folder: str = "") -> None:
    """Make the submissions, judge them, and print throughput and memory as the run goes on."""
    if folder:
        measure(Path(folder), count, jobs)
        return
    with tempfile.TemporaryDirectory() as own:
        measure(Path(own), count, jobs)


def measure(place: Path, count: int, jobs: int) -> None:
    """The table: submissions so far, per second, and the memory of this process and of those that judge."""
    from symbp.course.networks import Networks
    from symbp.course.run import Course, run
    from symbp.course.summary import summarise

    if not (place / "submissions").is_dir():
        claims = submissions(place, count)
        print(f"{count} submissions of {claims} claims, {VARIANTS} variants of two-layer-sigmoid, {jobs} processes")
    started = time.perf_counter()
    first: list[int] = []
    print("processor time is that of the processes now at work, for each submission since the first")
    print(
        f"{'done':>8} {'per second':>10} {'this, MiB':>10} {'judges, MiB':>12} {'this, ms':>9} {'judges, ms':>11}",
        flush=True,
    )

    def show(done: int, total: int | None) -> None:
        first.append(done) if not first else None
        if done and done != first[0] and (done % max(1, count // 10) == 0 or done == total):
            rate = (done - first[0]) / (time.perf_counter() - started)
            judges = [in_use(child) for child in children(os.getpid())]
            busy = time.process_time(), sum(processor_time(child) for child in children(os.getpid()))
            here, there = (seconds / (done - first[0]) * 1e3 for seconds in busy)
            row = (
                f"{done:>8} {rate:>10.1f} {in_use(os.getpid()):>10.0f} {sum(judges):>12.0f} {here:>9.1f} {there:>11.1f}"
            )
            print(row, flush=True)

    networks = Networks(str(place / "networks"))
    results = run(Course(networks, place / "submissions", place / "results", jobs=jobs), show)
    begun = time.perf_counter()
    summary = summarise(results)
    print(f"summary of {summary.submissions} results: {time.perf_counter() - begun:.1f} s; {dict(summary.verdicts)}")
    print(f"most frequent: {summary.mistakes.most_common(5)}")


def submissions(place: Path, count: int) -> int:
    """Networks and submissions: a variant for everybody, in two of three one number is wrong; the number of claims."""
    from symbp.course.exercise import exercises

    made = list(exercises("two-layer-sigmoid", VARIANTS, SEED))
    for folder in ("networks", "submissions"):
        (place / folder).mkdir(parents=True)
    for one in made:
        (place / "networks" / f"{one.name}.toml").write_text(one.file, encoding="utf-8")
    dice = random.Random(SEED)
    for number in range(count):
        one = made[number * VARIANTS // count]
        values = {answer.name: answer.value for answer in one.answers}
        if number % 3:
            values[dice.choice(list(values))] *= dice.choice((-1, 2, 0.5, 1.01))
        lines = [f"- {name} = {value:.5g}" for name, value in values.items()]
        path = place / "submissions" / f"{one.name}-student-{number:05}.md"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(made[0].answers)


def children(process: int) -> list[int]:
    """The processes that a process started."""
    found = []
    for task in Path(f"/proc/{process}/task").iterdir():
        found += [int(child) for child in (task / "children").read_text().split()]
    return found


def in_use(process: int) -> float:
    """The memory of a process, in MiB."""
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def processor_time(process: int) -> float:
    """The seconds that a process was at work so far."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]), *sys.argv[3:4])
