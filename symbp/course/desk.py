"""Where one submission is judged: from its bytes to its result, with the networks seen last kept at hand."""

from __future__ import annotations

from functools import lru_cache

from ..claims.data import dumped
from ..errors import SymbpError
from ..language import Network
from ..phrases import phrases
from ..render.claims import record
from ..spec.build import build
from ..spec.file import table_of
from ..verification import verify, verify_content
from .marks import Scheme, marks, scheme_for
from .task import Task, failed


def result(task: Task) -> str:
    """The record of a submission with its marks, or why it could not be judged."""
    try:
        network = network_of(task.network, task.network_name)
        scheme = scheme_of(task.scheme, task.network, task.network_name)
        report = verify_content(network, task.content, task.id, task.conventions)
    except SymbpError as error:
        return failed(task, str(error))
    more: dict[str, object] = {"fingerprint": task.fingerprint}
    if scheme is not None:
        more["marks"] = marks(report, scheme).record()
    return dumped(record(report, phrases(task.language), more))


def prepare(task: Task) -> None:
    """Have ready what judging needs of a network, so that the time is not charged to its first submission.

    Raises:
        SymbpError: the network cannot be read.
    """
    prepared(task.network, task.network_name)


@lru_cache(maxsize=4)
def prepared(content: bytes, name: str) -> None:
    """Judge a wrong number: that takes the sheet and all mistakes that are known."""
    network = network_of(content, name)
    verify(network, {network.loss.name: "-123.45678"})


@lru_cache(maxsize=4)
def network_of(content: bytes, name: str) -> Network:
    """The network of a file's content."""
    return build(table_of(content, name), name)


@lru_cache(maxsize=4)
def scheme_of(content: bytes, network: bytes, name: str) -> Scheme | None:
    """The scheme of a file's content, for a network."""
    return scheme_for(network_of(network, name), content, "marks") if content else None
