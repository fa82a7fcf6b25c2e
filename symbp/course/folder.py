"""The submissions in a folder: plain files only, read up to a limit; nothing is followed, unpacked or run."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..claims.reading.submission import KINDS as READ
from ..errors import SpecError

KINDS = tuple(READ)
FILE_BYTES = 1 << 20
DEPTH = 10
_OTHER = re.compile(r"[^A-Za-z0-9._-]+")
# Names that some systems keep for devices.
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


@dataclass(frozen=True)
class Paper:
    """One submission: where it lies below its folder, the name of its result, and why it cannot be read, if so."""

    path: Path
    id: str
    result: str
    trouble: str = ""

    @property
    def stem(self) -> str:
        """The id without the kind of file."""
        return self.id.rpartition(".")[0] if self.id.lower().endswith(KINDS) else self.id


def papers(folder: Path, leave_out: Path) -> tuple[Paper, ...]:
    """Every submission of a folder by name, those that cannot be read among them; `leave_out` is not entered.

    Raises:
        SpecError: there is no such folder.
    """
    if not folder.is_dir():
        raise SpecError(f"{folder}: expected a folder of submissions, found none there")
    found = sorted(entries(folder, leave_out.resolve(), folder, 0))
    ids = [path.relative_to(folder).as_posix() for path, _ in found]
    names = result_names(ids)
    return tuple(
        Paper(path, shown, name, trouble)
        for (path, trouble), shown, name in zip(found, map(printable, ids), names, strict=True)
    )


def entries(folder: Path, leave_out: Path, top: Path, depth: int) -> Iterator[tuple[Path, str]]:
    """Files below a folder, and what is wrong with each; hidden ones are passed over."""
    if folder.resolve() == leave_out and folder != top:
        return
    with os.scandir(folder) as inside:
        for entry in inside:
            path = folder / entry.name
            if entry.name.startswith("."):
                continue
            if entry.is_symlink():
                yield path, "expected a plain file, found a link; links are not followed"
            elif entry.is_dir(follow_symlinks=False):
                if depth == DEPTH:
                    yield path, f"expected at most {DEPTH} folders inside each other, found more"
                else:
                    yield from entries(path, leave_out, top, depth + 1)
            elif not entry.is_file(follow_symlinks=False):
                yield path, "expected a plain file, found something else"
            elif not entry.name.lower().endswith(KINDS):
                yield path, f"expected one of {', '.join(KINDS)}, found another kind of file; it was not opened"
            else:
                yield path, ""


def content(paper: Paper) -> bytes:
    """The bytes of a submission.

    Raises:
        SpecError: it is no plain file any more, too large, or cannot be read.
    """
    if paper.trouble:
        raise SpecError(f"{paper.id}: {paper.trouble}")
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(paper.path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise SpecError(f"{paper.id}: expected a plain file, found something else")
            data = file.read(FILE_BYTES + 1)
    except OSError as error:
        raise SpecError(f"{paper.id}: cannot be read ({(error.strerror or 'failed').lower()})") from None
    if len(data) > FILE_BYTES:
        raise SpecError(f"{paper.id}: expected at most 1 MiB, found more")
    return data


def result_names(ids: list[str]) -> list[str]:
    """File names for results: the id where it is a plain name of its own, else its letters and a number."""
    plain = [_OTHER.sub("-", name).strip(".-")[:80] for name in ids]
    count = Counter(name.lower() for name in plain)
    return [
        name if name == full and count[name.lower()] == 1 and not _DEVICE.match(name) else f"{name}-{digest(full)}"
        for name, full in zip(plain, ids, strict=True)
    ]


def digest(text: str) -> str:
    """Ten signs that tell a name from others."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:10]


def printable(text: str) -> str:
    """The name with signs that are no text shown by their codes."""
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)
