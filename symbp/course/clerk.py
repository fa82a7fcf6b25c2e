"""One who has submissions judged: a process that is asked, and stopped when it takes too long."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress

from ..errors import ToolError
from .task import Task, failed

SECONDS = 8.0  # for one submission
START = 240.0  # for a new process to get ready, and for a network, on a busy machine
COMMAND = (sys.executable, "-m", f"{__package__}.child")


class Clerk:
    """Has a child process judge task after task; where it was stopped, a new one takes over."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = command
        self._child: subprocess.Popen[bytes] | None = None

    def judge(self, task: Task, seconds: float = SECONDS) -> str:
        """The result of a task; after so many seconds one that says it took too long.

        Raises:
            ToolError: no process can be started.
        """
        for _ in range(2):  # one that ended between two tasks is no fault of the next
            child = self.child()
            line, late = ask(child, task.line(), START)
            if line == b"prepared\n" and not late:
                line, late = ask(child, b"", seconds)
            if line.endswith(b"\n") and not late:
                return str(json.loads(line))
            self.close()
            if late:
                return failed(task, f"{task.id}: judging it took longer than {seconds:g} seconds")
        return failed(task, f"{task.id}: judging it ended the process that did")

    def child(self) -> subprocess.Popen[bytes]:
        """The process, started where there is none.

        Raises:
            ToolError: it cannot be started.
        """
        if self._child is None or self._child.poll() is not None:
            self.close()
            self._child = start(self._command)
        return self._child

    def close(self) -> None:
        """End the process."""
        child, self._child = self._child, None
        if child is None:
            return
        stop(child)
        child.wait()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def start(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """A process that is ready to judge, in a session of its own, so that what it starts ends with it.

    Raises:
        ToolError: it does not get ready.
    """
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    child = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, start_new_session=True)
    line, _ = ask(child, b"", START)
    if line != b"ready\n":
        stop(child)
        child.wait()
        raise ToolError("the process that judges could not be started")
    return child


def ask(child: subprocess.Popen[bytes], line: bytes, seconds: float) -> tuple[bytes, bool]:
    """The answer to a line, and whether time ran out before it."""
    assert child.stdin is not None and child.stdout is not None
    late = threading.Event()

    def end() -> None:
        late.set()
        stop(child)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        child.stdin.write(line)
        child.stdin.flush()
        return child.stdout.readline(), late.is_set()
    except OSError:
        return b"", late.is_set()
    finally:
        timer.cancel()


def stop(child: subprocess.Popen[bytes]) -> None:
    """End a process and those that it started."""
    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()


_own = threading.local()
_all: weakref.WeakSet[Clerk] = weakref.WeakSet()


def clerk() -> Clerk:
    """The clerk of this thread."""
    if not hasattr(_own, "clerk"):
        _own.clerk = Clerk()
        _all.add(_own.clerk)
    found: Clerk = _own.clerk
    return found


def close_all() -> None:
    """End all processes that judge."""
    for found in list(_all):
        found.close()
