"""The way in: a file, a text or a mapping of claims to a `Submission`."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from ...errors import SpecError
from ...language import Network
from ...spec.file import FILE_BYTES, check_lines, read_bytes, table_of
from ...spec.name import shown
from ..records import Claim, Submission, Unread
from .block import Block, joined, read_block
from .choices import chosen
from .comma import csv_entries
from .declared import Conventions, declarations
from .latex import latex_blocks
from .lexicon import Lexicon
from .macros import written_out
from .markdown import EQUAL, markdown_blocks
from .table import Entry, lines_of, read_entry, table_entries

Piece = TypeVar("Piece", Block, Entry)
MOST = 3_000  # equations in one file, and pieces of mathematics; a submission has some hundreds
LINES = 50_000
LONGEST = 250_000  # signs of all mathematics in one file
KINDS = {
    ".toml": "toml",
    ".csv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "markdown",
    ".tex": "latex",
    ".latex": "latex",
}


def read_submission(
    source: str | os.PathLike[str] | Mapping[str, Any], network: Network, given: Conventions = ()
) -> Submission:
    """The claims of a file (by its suffix), or of a mapping from quantities to values.

    `given` are conventions, name and choice, that hold whatever the source declares.

    Raises:
        SpecError: no file that can be read, or one that is not of its kind.  A single claim that cannot be read is
            none: it is among the claims, as `Unread`.
    """
    if isinstance(source, Mapping):
        return from_mapping(source, network, "claims", given=given)
    path = Path(source)
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise SpecError(f"{shown(path.name)}: expected a file of claims ({', '.join(KINDS)}), found another kind")
    return read_content(read_bytes(path), network, str(path), kind, given)


def read_content(content: bytes, network: Network, file: str, kind: str, given: Conventions = ()) -> Submission:
    """The claims of a file's content.

    Raises:
        SpecError: it is not of its kind.
    """
    if kind == "toml":
        return from_mapping(table_of(content, file), network, file, lines_of(content.decode("utf-8-sig")), given)
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SpecError(f"{file}: line {line}: expected UTF-8 text, found another encoding") from None
    return read_text(text, network, file, kind, given)


def read_text(
    text: str, network: Network, file: str = "claims", kind: str = "markdown", given: Conventions = ()
) -> Submission:
    """The claims of a text: "markdown" (or plain text), "latex" or "csv".

    Raises:
        SpecError: it is too long, or not of its kind.
    """
    if len(text) > FILE_BYTES:
        raise SpecError(f"{file}: expected at most 1 MiB, found more")
    check_lines(text, file)
    if text.count("\n") > LINES:
        raise SpecError(f"{file}: expected at most {LINES} lines, found more")
    text, own, unread = declarations(text, file)
    if kind == "csv":
        return from_entries(csv_entries(text, file), network, file, own + given, unread)
    text = written_out(text, file)
    found = joined((latex_blocks if kind == "latex" else markdown_blocks)(text, file))
    blocks = limited(found, lambda block: block.text, file)

    def read(lexicon: Lexicon) -> Iterator[Claim | Unread]:
        yield from unread
        yield from (claim for block in blocks for claim in read_block(block, lexicon))

    return chosen(read, network, file, own + given)


def from_mapping(
    data: Mapping[str, Any], network: Network, file: str, lines: Mapping[str, int] = {}, given: Conventions = ()
) -> Submission:
    """The claims of a table: [claims] and [conventions], or the claims alone.

    Raises:
        SpecError: a table that is none.
    """
    claims, conventions = data, {}
    if isinstance(data.get("claims"), Mapping | list):
        unknown = [key for key in data if key not in ("claims", "conventions", "title", "author", "name")]
        if unknown:
            raise SpecError(f"{file}: expected [claims] and [conventions], found {shown(unknown[0])}")
        claims, conventions = data["claims"], data.get("conventions", {})
    if not isinstance(conventions, Mapping):
        raise SpecError(f"{file}: [conventions]: expected a table, found {shown(conventions)}")
    own = tuple((str(name), str(choice)) for name, choice in conventions.items())
    return from_entries(table_entries(claims, file, lines), network, file, own + given)


def from_entries(
    found: Iterable[Entry], network: Network, file: str, conventions: Conventions, unread: tuple[Unread, ...] = ()
) -> Submission:
    """The claims of the rows of a table, after what could not be read in front of them.

    Raises:
        SpecError: too many of them.
    """
    entries = limited(found, lambda entry: " ".join(part for part in entry if isinstance(part, str)), file)

    def read(lexicon: Lexicon) -> Iterator[Claim | Unread]:
        yield from unread
        yield from (claim for entry in entries if (claim := read_entry(entry, lexicon)) is not None)

    return chosen(read, network, file, conventions)


def limited(pieces: Iterable[Piece], text: Callable[[Piece], str], file: str) -> list[Piece]:
    """The pieces of a file, if neither they nor what stands in them is too much; nothing of them is read yet.

    Raises:
        SpecError: it is.
    """
    found: list[Piece] = []
    equations = length = 0
    for piece in pieces:
        found.append(piece)
        inner = text(piece)
        equations += max(1, len(EQUAL.findall(inner)))
        length += len(inner)
        if equations > MOST:
            raise SpecError(f"{file}: expected at most {MOST} equations, found more")
        if length > LONGEST:
            raise SpecError(f"{file}: expected at most {LONGEST} signs of mathematics, found more")
    return found
