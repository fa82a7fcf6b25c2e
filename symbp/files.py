"""Writing files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from errno import EISDIR
from pathlib import Path

from .errors import OutputError


def write_file(path: Path, content: str | bytes) -> Path:
    """Write one file: first beside its place, then moved there in one go.

    Raises:
        OutputError: the place cannot be written to.
    """
    return put_in_place({path: content})[0]


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> tuple[Path, ...]:
    """Write several files into one folder, all or none; names are plain file names.

    Raises:
        OutputError: the folder or a file cannot be written.
    """
    for name in files:
        if Path(name).name != name:
            raise OutputError(f"{folder}: expected a plain file name, found {name!a}")
    make_folder(folder)
    return put_in_place({folder / name: content for name, content in files.items()})


def put_in_place(files: Mapping[Path, str | bytes]) -> tuple[Path, ...]:
    """Write all files beside their places, and only then move them there."""
    waiting: dict[Path, str] = {}
    path = Path()
    try:
        for path, content in files.items():
            make_folder(path.parent)
            if path.is_dir():
                raise IsADirectoryError(EISDIR, "a folder stands there")
            handle, waiting[path] = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
            with os.fdopen(handle, "wb") as file:
                file.write(content.encode() if isinstance(content, str) else content)
            os.chmod(waiting[path], 0o666 & ~umask())
        for path in files:
            os.replace(waiting[path], path)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file name"
        raise OutputError(f"{path}: cannot be written ({reason.lower()})") from None
    finally:
        for part in waiting.values():
            Path(part).unlink(missing_ok=True)
    return tuple(files)


def umask() -> int:
    """The permissions that new files do not get; they can only be read by setting them."""
    found = os.umask(0)
    os.umask(found)
    return found


def writable(path: Path) -> None:
    """Go on only if a file can be written there, as far as can be told without writing.

    Raises:
        OutputError: a folder stands there, or the folder above may not be written to or made.
    """
    try:
        above = next(place for place in (path.parent.absolute(), *path.absolute().parents) if place.exists())
        if path.is_dir() or not above.is_dir() or not os.access(above, os.W_OK | os.X_OK):
            raise OutputError(f"{path}: expected a file that can be written, found a place where it cannot")
    except (OSError, ValueError) as error:
        raise OutputError(
            f"{path}: cannot be written ({getattr(error, 'strerror', None) or 'not a file name'})"
        ) from None


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it.

    Raises:
        OutputError: something else stands there, or it may not be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        found = "a file stands there" if isinstance(error, FileExistsError | NotADirectoryError) else ""
        reason = found or getattr(error, "strerror", None) or "not a file name"
        raise OutputError(
            f"{folder}: expected a folder to write into, which cannot be made ({reason.lower()})"
        ) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise OutputError(f"{folder}: expected a folder to write into, but writing is not allowed")
