"""Writing files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from .errors import OutputError


def write_file(path: Path, content: str | bytes) -> Path:
    """Write one file: first beside its place, then moved there in one go.

    Raises:
        OutputError: the place cannot be written to.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        make_folder(path.parent)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            umask = os.umask(0)
            os.umask(umask)
            os.chmod(beside, 0o666 & ~umask)
            os.replace(beside, path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "not a file name"
        raise OutputError(f"{path}: cannot be written ({reason.lower()})") from None
    return path


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


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> tuple[Path, ...]:
    """Write several files into one folder, each whole; names are plain file names.

    Raises:
        OutputError: the folder or a file cannot be written.
    """
    for name in files:
        if Path(name).name != name:
            raise OutputError(f"{folder}: expected a plain file name, found {name!a}")
    make_folder(folder)
    return tuple(write_file(folder / name, content) for name, content in files.items())
