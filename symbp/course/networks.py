"""The network of each submission: one for all, or one for everybody from a folder, by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ..errors import SpecError
from ..spec.file import read_bytes
from ..spec.load import load, locate
from .folder import Paper


@dataclass(frozen=True)
class Networks:
    """The file of a network, or a folder with files such as 007.toml for submissions such as 007-anna.md."""

    source: str

    @cached_property
    def files(self) -> dict[str, Path]:
        """The networks of a folder by name.

        Raises:
            SpecError: there is none.
        """
        found = {path.stem: path for path in sorted(Path(self.source).glob("*.toml")) if not path.is_symlink()}
        if not found:
            raise SpecError(f"{self.source}: expected networks (*.toml) in the folder, found none")
        return found

    @cached_property
    def single(self) -> tuple[str, bytes] | None:
        """Name and content of the one network; None for a folder of them.

        Raises:
            SpecError: it cannot be read.
        """
        if Path(self.source).is_dir():
            return None
        path = locate(self.source)
        return path.name, read_bytes(path)

    def check(self) -> None:
        """Go on only if there is a network.

        Raises:
            SymbpError: there is none, or the one there is cannot be read.
        """
        if Path(self.source).is_dir():
            assert self.files
        else:
            load(self.source)

    def of(self, paper: Paper) -> tuple[str, bytes]:
        """Name and content of the network that a submission is about.

        Raises:
            SpecError: none of the folder is.
        """
        if self.single is not None:
            return self.single
        for part in (paper.stem, *reversed(paper.stem.split("/"))):
            fitting = [name for name in self.files if begins(part, name)]
            if fitting:
                path = self.files[max(fitting, key=len)]
                return path.name, read_bytes(path)
        raise SpecError(f"{paper.id}: expected a name that begins as one of the networks in {self.source} does")


def begins(name: str, start: str) -> bool:
    """Whether a name is another one, or that one with something behind it that is no letter or digit."""
    return name.startswith(start) and not name[len(start) : len(start) + 1].isalnum()
