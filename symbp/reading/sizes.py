"""What every index runs over, found from where it stands: places of tensors and indices share a size once they meet."""

from __future__ import annotations

from ..errors import SizeError, SymbpError
from ..language import Extent, Label
from .source import Source


class Variable:
    """The size of one place of a tensor, or of what one index runs over; known, or the same as another one's.

    `what` says what it is ("the index k", "place 1 of x"), `why` where a known size comes from.  `label` is set for
    an index that stands for a layer or a time.
    """

    def __init__(self, what: str, extent: Extent | None = None, label: Label | None = None) -> None:
        self.what = what
        self.extent = extent
        self.why = what
        self.label = label
        self._same: Variable = self

    def root(self) -> Variable:
        """The one that stands for all that are the same."""
        found = self
        while found._same is not found:
            found._same = found._same._same
            found = found._same
        return found

    def known(self) -> Extent | None:
        """The size, if it is known by now."""
        return self.root().extent

    def settle(self, extent: Extent, why: str, source: Source, at: int) -> None:
        """The size is this one.

        Raises:
            SizeError: it is known to be another one; both are named.
        """
        found = self.root()
        if found.extent is None:
            found.extent, found.why = extent, why
        elif found.extent != extent:
            raise self.clash(extent, why, source, at)

    def join(self, other: Variable, source: Source, at: int) -> None:
        """Both sizes are the same.

        Raises:
            SizeError: they are known to be different; both are named.
        """
        mine, yours = self.root(), other.root()
        if mine is yours:
            return
        if mine.extent is not None and yours.extent is not None and mine.extent != yours.extent:
            raise self.clash(yours.extent, other.what, source, at)
        if mine.extent is None:
            mine._same = yours
        else:
            yours._same = mine

    def clash(self, extent: Extent, why: str, source: Source, at: int) -> SymbpError:
        """The error that names both sizes."""
        found = self.root()
        mine = "" if found.why == self.what else f" (as {found.why})"
        assert found.extent is not None
        yours = f"{show(extent)} ({why})"
        return source.error(
            at, f"expected {self.what} to have size {show(found.extent)}{mine}, found {yours}", SizeError
        )


def show(extent: Extent) -> str:
    """A size as a reader writes it."""
    return str(extent) if isinstance(extent, int) else extent.name
