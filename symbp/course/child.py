"""The process that judges: reads a task a line, answers with a result a line, and ends when nobody asks any more.

Strangers' files are only ever judged here, so that what hangs or eats memory can be stopped without loss.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

from .task import Task, failed, read_task

MEMORY = 4 << 30  # bytes of address space; NumPy alone reserves one
LARGEST = 400 << 20  # bytes in use after which a new process takes over
# Seconds of processor time for a network and for a submission, should nobody be there to stop it.
PREPARING, JUDGING = 240, 30


def main() -> None:
    """Answer until the input ends."""
    # Whatever else is printed must not get between the answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    from . import desk  # everything heavy, before the clock runs

    limit_memory()
    answers.write(b"ready\n")
    answers.flush()
    serve(sys.stdin.buffer, answers, desk.prepare, desk.result)


def serve(tasks: BinaryIO, answers: BinaryIO, prepare: Callable[[Task], None], judge: Callable[[Task], str]) -> None:
    """For each task a line when its network is ready, and then the answer."""
    for line in tasks:
        task = read_task(line)
        limit_time(PREPARING)
        with suppress(Exception):  # what is wrong with the network is told in the answer
            prepare(task)
        answers.write(b"prepared\n")
        answers.flush()
        limit_time(JUDGING)
        answers.write(json.dumps(answer(task, judge)).encode() + b"\n")
        answers.flush()
        if in_use() > LARGEST:
            return


def answer(task: Task, judge: Callable[[Task], str]) -> str:
    """The result, or one that says what went wrong: no submission stops the others."""
    try:
        return judge(task)
    except MemoryError:
        return failed(task, f"{task.id}: judging it took more memory than there is")
    except RecursionError:
        return failed(task, f"{task.id}: nested too deeply to be judged")
    except Exception as error:  # a mistake of ours: the course goes on
        return failed(task, f"{task.id}: could not be judged ({type(error).__name__})")


def limit_memory() -> None:
    """Refuse more memory than a submission needs, where the system can."""
    try:
        import resource

        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY if hard == resource.RLIM_INFINITY else min(MEMORY, hard), hard))
    except (ImportError, ValueError, OSError):
        pass


def limit_time(seconds: int) -> None:
    """End by itself after so much more processor time, where the system can."""
    try:
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds, hard))
    except (ImportError, ValueError, OSError):
        pass


def in_use() -> int:
    """The bytes of memory in use; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


if __name__ == "__main__":
    main()
