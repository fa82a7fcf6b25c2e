"""All trials of the campaign, and the table of their results."""

from __future__ import annotations

import random

from joblib import Parallel, delayed

from symbp.phrases import phrases
from tools import ROOT

from .pupils import ALL, Flawless, kinds_of
from .steps import FlawlessSteps
from .trial import Outcome, trial

PAGE = ROOT / "docs" / "diagnosis.md"
START, END = "<!-- results: begin -->\n", "<!-- results: end -->\n"
FLAWLESS = {"Flawless": Flawless, "FlawlessSteps": FlawlessSteps}
NETWORKS = 10  # for each mistake


def outcomes(jobs: int = -1) -> list[Outcome]:
    """Every pupil in ten networks, of as many kinds as the mistake can be made in, with 3 to 9 digits."""
    found = Parallel(n_jobs=jobs)(delayed(of_pupil)(name) for name in [*ALL, *FLAWLESS])
    return [outcome for own in found for outcome in own]


def of_pupil(name: str) -> list[Outcome]:
    """The trials of one pupil; they depend on nothing but its name."""
    found: list[Outcome] = []
    made = {**ALL, **FLAWLESS}[name]
    for seed in range(NETWORKS):
        for kind in kinds_of(made):
            digits = random.Random(f"{name} {kind} {seed} digits").randint(3, 9)
            outcome = trial(made, kind, digits, seed)
            found += [outcome] if outcome is not None else []
            if len(found) == NETWORKS:
                return found
    return found


def table(found: list[Outcome]) -> str:
    """A row for each mistake, the sums, and every failure."""
    texts = phrases("en").texts
    lines = [
        "| mistake | pupil | networks | calculations | root found | cause named | too few digits |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, made in ALL.items():
        own = [outcome for outcome in found if outcome.pupil == name]
        title = texts[f"misconception.{made.names[0]}.name"]
        lines.append(f"| {title} | {name} | {len({o.kind for o in own})} | {counts(own)} |")
    wrong = [outcome for outcome in found if outcome.pupil not in FLAWLESS]
    lines.append(f"| **all** | | {len({o.kind for o in wrong})} | {counts(wrong)} |")
    flawless = [outcome for outcome in found if outcome.pupil in FLAWLESS]
    alarms = sum(outcome.alarms for outcome in flawless)
    lines += ["", f"Flawless calculations: {len(flawless)}, false alarms in them: {alarms}.", ""]
    lines += [
        f"Root found in {share(wrong, 'root'):.1%} of all calculations, cause named in {named(wrong):.1%} of those"
    ]
    lines += ["whose digits can tell.", "", "What failed:", ""]
    lines += [f"* {o.pupil}, {o.kind}, {o.digits} digits: {o.detail}" for o in wrong if o.detail and not o.many] or [
        "* nothing"
    ]
    return "\n".join(lines) + "\n"


def counts(found: list[Outcome]) -> str:
    """The numbers of a row."""
    numbers = (len(found), sum(o.root for o in found), sum(o.named for o in found), sum(o.many for o in found))
    return " | ".join(map(str, numbers))


def share(found: list[Outcome], what: str) -> float:
    """How many of all."""
    return sum(getattr(outcome, what) for outcome in found) / len(found)


def named(found: list[Outcome]) -> float:
    """How many causes are named, of those whose digits can tell."""
    return share([outcome for outcome in found if not outcome.many], "named")


def committed() -> str:
    """The table as it stands on the page."""
    page = PAGE.read_text(encoding="utf-8")
    return page.partition(START)[2].partition(END)[0]


if __name__ == "__main__":
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(START)
    PAGE.write_text(before + START + table(outcomes()) + END + rest.partition(END)[2], encoding="utf-8")
