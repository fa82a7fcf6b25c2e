"""Timing that a busy machine disturbs little: interleaved rounds, CPU time, ratios taken within each round."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Timing:
    """The median seconds of one call, and the median over the rounds of its ratio to the first contestant."""

    seconds: float
    ratio: float


def one_thread() -> None:
    """Settle on one thread and one processor; to be called before NumPy is imported."""
    for variable in THREADS:
        os.environ[variable] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def interleaved(contestants: Mapping[str, Callable[[], object]], rounds: int, block: float) -> dict[str, Timing]:
    """Each contestant runs a block of about `block` seconds in every round, in an order that rotates."""
    calls = {name: repeats(call, block) for name, call in contestants.items()}
    names = list(contestants)
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for k in range(rounds):
        for name in names[k % len(names) :] + names[: k % len(names)]:
            call, count = contestants[name], calls[name]
            call()
            start = time.process_time()
            for _ in range(count):
                call()
            seconds[name].append((time.process_time() - start) / count)
    return summary(seconds)


def repeats(call: Callable[[], object], block: float) -> int:
    """How many calls fill a block."""
    call()
    count, spent = 1, 0.0
    while True:
        start = time.process_time()
        for _ in range(count):
            call()
        spent = time.process_time() - start
        if spent > block / 4 or count > 1_000_000:
            return max(1, round(count * block / max(spent, 1e-9)))
        count *= 4


def summary(seconds: Mapping[str, list[float]]) -> dict[str, Timing]:
    """Medians, and medians of the ratios to the first."""
    first = next(iter(seconds.values()))
    return {
        name: Timing(statistics.median(times), statistics.median(a / b for a, b in zip(times, first, strict=True)))
        for name, times in seconds.items()
    }


def table(title: str, head: tuple[str, ...], rows: list[tuple[object, ...]]) -> None:
    """Print rows under a title; numbers with three digits."""
    cells = [head, *(tuple(cell(value) for value in row) for row in rows)]
    widths = [max(len(row[k]) for row in cells) for k in range(len(head))]
    print(f"\n{title}")
    for row in cells:
        first, *rest = row
        print(
            "  "
            + first.ljust(widths[0])
            + "".join(f"  {text.rjust(w)}" for text, w in zip(rest, widths[1:], strict=True))
        )


def cell(value: object) -> str:
    """A value as text."""
    return f"{value:.3g}" if isinstance(value, float) else str(value)
