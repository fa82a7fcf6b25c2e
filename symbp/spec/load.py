"""The two ways in: `load` a file or a built-in example, or call `network` with the same entries in Python."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import SpecError, SymbpError
from ..language import Network
from .build import build, build_any
from .file import read_bytes, table_of
from .name import nearest, shown

if TYPE_CHECKING:
    from ..descent import Problem

EXAMPLES = Path(__file__).parent.parent / "examples"


def examples() -> tuple[str, ...]:
    """The names of the built-in networks, sorted."""
    return tuple(sorted(path.stem for path in EXAMPLES.glob("*.toml")))


def locate(source: str | os.PathLike[str]) -> Path:
    """The file of a built-in network of that name, else the file of that path.

    Raises:
        SpecError: neither is there; the nearest built-in name is offered.
    """
    text = os.fspath(source)
    if text in examples():
        return EXAMPLES / f"{text}.toml"
    if not isinstance(source, str) or text.endswith(".toml") or "/" in text or os.sep in text:
        return Path(source)
    try:
        if Path(text).exists():
            return Path(text)
    except (OSError, ValueError):
        pass
    raise SpecError(f"no file and no built-in network is called {shown(text)}; {nearest(text[:99], examples())}")


def load(source: str | os.PathLike[str]) -> Network:
    """The network of a TOML file, or a built-in one by its name; of a descent, its function.

    Raises:
        SymbpError: the file cannot be read, or something in it does not fit; the message begins with the file.
    """
    found = load_any(source)
    return found if isinstance(found, Network) else found.network


def load_any(source: str | os.PathLike[str]) -> Network | Problem:
    """The network, or the descent, of a file or of a built-in name.

    Raises:
        SymbpError: the file cannot be read, or something in it does not fit; the message begins with the file.
    """
    path = locate(source)
    name = path.name if path.parent == EXAMPLES else str(path)
    data = table_of(read_bytes(path), name)
    try:
        return build_any(data, path.name)
    except SymbpError as error:
        raise type(error)(f"{name}: {error}") from None


def network(**entries: Any) -> Network:
    """A network from the entries that a file would have: inputs, layers, loss, layout, numbers, published.

        network(inputs=2, layers=[{"units": 3}, {"units": 2, "activation": "softmax"}], loss="cross entropy")

    Numbers may be int, float (its shortest digits), Decimal, or nested lists of them.

    Raises:
        SymbpError: something that does not fit, with its place.
    """
    return build(entries)
