"""What a quantity still needs when some of those that it rests on are known: found once for each set of known ones."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from functools import cached_property
from operator import itemgetter

from ..language import Tensor, elements
from .relations import given
from .sheet import Line
from .trace import Trace, trace_lines

ROOM = 20_000  # lines of needs that are kept, of one network


class Need:
    """The `lines` that are still to be computed, each after those that it reads, and what they `read` beside these.

    `single` is what they come to in single precision, once that was asked for.
    """

    def __init__(self, lines: tuple[Line, ...], read: tuple[Tensor, ...]) -> None:
        self.lines = lines
        self.read = read
        self.single: float | None = None

    @cached_property
    def trace(self) -> Trace:
        """The operations; the last cell is the quantity's."""
        return trace_lines(self.lines, self.read)

    @cached_property
    def among(self) -> frozenset[Tensor]:
        """What they read, to look it up."""
        return frozenset(self.read)

    @cached_property
    def steps(self) -> tuple[tuple[Line, Callable[[Sequence[float]], object]], ...]:
        """Every line, and what takes what it reads from the values of `read` and of the lines in front of it."""
        cells = {tensor: n for n, tensor in enumerate((*self.read, *(line.tensor for line in self.lines)))}
        reads = [[cells[tensor] for tensor in given((line,))] for line in self.lines]
        return tuple((line, itemgetter(*at) if at else empty) for line, at in zip(self.lines, reads, strict=True))


def empty(_: Sequence[float]) -> tuple[()]:
    """Nothing is read."""
    return ()


class Needs:
    """All that a quantity with some lines may need; `every` is what it rests on, given data last."""

    def __init__(self, key: Tensor, lines: tuple[Line, ...]) -> None:
        self.key = key
        self.lines = lines
        self.given = frozenset(given(lines))
        self.reads = {line.tensor: tuple(element.tensor for element in elements(line.formula)) for line in lines}
        self.every = (*self.reads, *given(lines))
        self.bits = {tensor: 1 << n for n, tensor in enumerate(self.every)}
        self.known: dict[int, Need] = {}
        self.distinct: dict[frozenset[Tensor], Need] = {}

    def beside(self, known: Container[Tensor]) -> Need:
        """What is needed when these are known; one and the same where it makes no difference."""
        mask = 0
        for tensor, bit in self.bits.items():
            if tensor in known:
                mask |= bit
        if mask not in self.known:
            lines, read = self.pruned(known)
            here = frozenset(tensor for tensor in read if tensor in known)
            self.known[mask] = self.distinct.setdefault(here, Need(lines, read))
        return self.known[mask]

    def pruned(self, known: Container[Tensor]) -> tuple[tuple[Line, ...], tuple[Tensor, ...]]:
        """The lines that are needed, and what these read."""
        needed: dict[Tensor, None] = {}
        read: dict[Tensor, None] = {}
        stack = [self.key] if self.key in self.reads else []
        while stack:
            here = stack.pop()
            if here in needed:
                continue
            needed[here] = None
            for tensor in self.reads[here]:
                if tensor in known or tensor not in self.reads:
                    read[tensor] = None
                else:
                    stack.append(tensor)
        return tuple(line for line in self.lines if line.tensor in needed), tuple(read)


class Store:
    """The needs of many quantities, as far as there is room."""

    def __init__(self) -> None:
        self.known: dict[int, Needs] = {}
        self.size = 0

    def of(self, key: Tensor, lines: tuple[Line, ...]) -> Needs:
        """What a quantity needs, by the lines that it has."""
        found = self.known.get(id(lines))
        if found is None or found.key != key:
            self.size += len(lines)
            if self.size > ROOM:
                self.known.clear()
                self.size = len(lines)
            found = self.known[id(lines)] = Needs(key, lines)
        return found

    def beside(self, key: Tensor, lines: tuple[Line, ...], known: Container[Tensor]) -> Need:
        """What it still needs when some quantities are known."""
        found = self.of(key, lines)
        before = len(found.distinct)
        need = found.beside(known)
        self.size += len(need.lines) * (len(found.distinct) - before)
        return need
