"""A folder of submissions, judged on all cores or on a cluster; each result is written as soon as it is there."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..errors import SymbpError, ToolError
from ..files import make_folder, write_file
from .clerk import SECONDS, clerk, close_all
from .folder import Paper, content, papers
from .networks import Networks
from .task import Task, failed

RESULTS = "results"
AHEAD = 4  # tasks handed out for each one at work

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Course:
    """What a folder of submissions is judged by, and where its results go."""

    networks: Networks
    submissions: Path
    output: Path
    scheme: bytes = b""
    language: str = "en"
    jobs: int = 1
    dask: str = ""
    seconds: float = SECONDS
    conventions: tuple[tuple[str, str], ...] = ()

    @property
    def results(self) -> Path:
        """The folder of result files."""
        return self.output / RESULTS


def run(course: Course, progress: Progress = lambda done, total: None) -> tuple[Path, ...]:
    """Judge what has not been judged yet; the result files of all submissions, in order.

    Raises:
        SymbpError: no folder, nowhere to write to, an extra that is missing, or a cluster that does not answer.
    """
    needs_joblib(course.dask)
    found = papers(course.submissions, course.output)
    make_folder(course.results)
    for left in course.results.glob(".*.part"):  # of a run that was killed while it wrote
        left.unlink(missing_ok=True)
    waiting = [paper for paper in found if not done(course, paper)]
    count = len(found) - len(waiting)
    progress(count, len(found))
    for name, text in judged(course, waiting):
        write_file(course.results / f"{name}.json", text)
        count += 1
        progress(count, len(found))
    return tuple(course.results / f"{paper.result}.json" for paper in found)


def done(course: Course, paper: Paper) -> bool:
    """Whether there is a result of just this submission, judged by just these files."""
    path = course.results / f"{paper.result}.json"
    with suppress(OSError, ValueError, AttributeError):
        if not path.is_symlink():
            return bool(json.loads(path.read_bytes()).get("fingerprint") == task_of(course, paper)[0].fingerprint)
    return False


def task_of(course: Course, paper: Paper) -> tuple[Task, str]:
    """The task of a submission, and what is wrong with it already."""
    trouble = ""
    data, name, network = b"", "", b""
    try:
        name, network = course.networks.of(paper)
        data = content(paper)
    except SymbpError as error:
        trouble = str(error)
    from .. import __version__

    own = (course.scheme, course.language, __version__, course.conventions)
    return Task(paper.id, data, name, network, *own), trouble


def judged(course: Course, waiting: Iterable[Paper]) -> Iterator[tuple[str, str]]:
    """Names and contents of result files, as they get ready.

    Raises:
        ToolError: a cluster that does not answer, or that lost one and the same submission again and again.
    """
    import joblib

    calls = (joblib.delayed(one)(paper.result, *task_of(course, paper), course.seconds) for paper in waiting)
    with backend(course):
        jobs = -1 if course.dask else course.jobs
        parallel = joblib.Parallel(
            n_jobs=jobs, return_as="generator_unordered", batch_size=1, pre_dispatch=f"{AHEAD}*n_jobs"
        )
        yield from parallel(calls)


def one(name: str, task: Task, trouble: str, seconds: float) -> tuple[str, str]:
    """The name of a result and its content."""
    return name, failed(task, trouble) if trouble else clerk().judge(task, seconds)


@contextmanager
def backend(course: Course) -> Iterator[None]:
    """Threads, each with a process that judges; or the workers of a cluster.

    Raises:
        ToolError: there is no cluster at this address.
    """
    import joblib

    if not course.dask:
        try:
            with joblib.parallel_config("threading"):
                yield
        finally:
            close_all()
        return
    from distributed import Client

    try:
        client = Client(course.dask, timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise ToolError(f"{course.dask}: expected a Dask scheduler, found none ({type(error).__name__})") from None
    with client, joblib.parallel_config("dask", client=client):
        yield


def needs_joblib(dask: str) -> None:
    """Go on only if the extras are there.

    Raises:
        ToolError: naming the extra that is missing.
    """
    try:
        import joblib  # noqa: F401
    except ImportError:
        raise ToolError("a folder of submissions needs joblib: pip install 'symbp[course]'") from None
    if dask:
        try:
            import distributed  # noqa: F401
        except ImportError:
            raise ToolError("a Dask cluster needs distributed: pip install 'symbp[dask]'") from None
