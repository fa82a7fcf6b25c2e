"""What a printer holds while it writes: the document's names and the letters of the indices in scope."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from symbp.language import (
    Cardinal,
    Delta,
    Element,
    Index,
    Partial,
    Position,
    Role,
    Size,
    Tensor,
    Within,
    multiples,
    plus,
)

from .book import Book
from .names import GREEK, name, plain

DIRECT = r"\mathrm{direct}"


@dataclass(frozen=True)
class Pen:
    """Prints symbols, positions and sizes.

    `letters` are the indices in scope; `example` marks every quantity that differs from example to example.
    """

    book: Book
    letters: Mapping[Index, str] = field(default_factory=dict)
    example: str = ""

    def scope(self, indices: Iterable[Index]) -> Pen:
        """The pen with letters for more indices, each the first in its pool that nothing in scope has."""
        letters = dict(self.letters)
        for index in indices:
            if index in letters:
                continue
            taken = set(letters.values()) | self.book.reserved
            letters[index] = next(sign for sign in self.candidates(index.name) if sign not in taken)
        return replace(self, letters=letters)

    def candidates(self, hint: str) -> Iterator[str]:
        """The hint if it is one letter, else its first, then its pool, then letters with primes, as no name has."""
        pools = self.book.profile.pools
        pool = pools.get(hint) or pools.get("") or "jk"
        if hint:
            yield name(hint).latex if plain(hint) in GREEK else hint[0]
        yield from pool
        for primes in count(1):
            yield from (sign + "'" * primes for sign in pool)

    # ------------------------------------------------------------ positions and sizes

    def index(self, index: Index) -> str:
        """The letter of an index; one that no scope has opened prints as it was named."""
        return self.letters.get(index) or name(index.name or "j").latex

    def position(self, position: Position, shift: int = 0) -> str:
        """The position, `shift` added: l+1, 2j-1, L."""
        terms, offset = multiples(plus(position, shift))
        parts = [(times, self.symbol(symbol)) for symbol, times in terms.items()]
        parts.sort(key=lambda part: part[0] < 0)
        text = ""
        for times, sign in parts:
            size = "" if abs(times) == 1 else str(abs(times))
            text += ("-" if times < 0 else "+" if text else "") + size + sign
        if offset or not text:
            text += ("+" if text and offset > 0 else "") + str(offset)
        return text

    def symbol(self, symbol: Index | Size) -> str:
        """An index or a size."""
        return self.index(symbol) if isinstance(symbol, Index) else self.size(symbol)

    def size(self, size: Position) -> str:
        """A size: m, or n below its layer."""
        if not isinstance(size, Size):
            return self.position(size)
        found = name(size.name)
        below = [part for part in (found.below, *(self.position(label) for label in size.labels)) if part]
        return found.head + (f"_{{{','.join(below)}}}" if below else "")

    # ------------------------------------------------------------ symbols

    def element(self, element: Element) -> str:
        """An element, or a whole tensor where there are no indices; adjoints by their error symbol or written out."""
        tensor = element.tensor
        if tensor.of is None:
            found = self.book.name(tensor)
            return self.dressed(found.head, found.below, tensor, element)
        error = self.book.error(tensor.of)
        if error is not None:
            return self.dressed(error.head, error.below, tensor.of, element)
        return self.partial(self.book.loss, self.element(Element(tensor.of, element.labels, element.indices)))

    def partial(self, of: str, by: str) -> str:
        """A partial derivative written out."""
        sign = self.book.profile.signs.partial
        return rf"\frac{{{sign} {of}}}{{{sign} {by}}}"

    def local(self, partial: Partial) -> str:
        """The partial derivative of one quantity by another."""
        found = self.partial(self.element(partial.of), self.element(partial.by))
        if partial.of.tensor.role is Role.LOSS and partial.by.tensor in self.book.forked:
            return rf"\left.{found}\right\rvert_{{{DIRECT}}}"  # other ways lead to the loss as well
        return found

    def dressed(self, head: str, below: str, tensor: Tensor, element: Element) -> str:
        """A symbol with its layer above, and its indices below."""
        opening, closing = self.book.profile.layer
        labels = ",".join(self.position(label) for label in element.labels)
        example = self.example if tensor.role not in (Role.PARAMETER, Role.CONSTANT) else ""
        above = ",".join(part for part in (example, tensor.mark, labels) if part)
        places = [self.position(p, natural_shift(p)) for p in element.indices]
        tight = all(len(place) == 1 for place in places)
        lower = ",".join(part for part in (below, ("" if tight else ",").join(places)) if part)
        text = head
        if above:
            text += f"^{{{opening}{above}{closing}}}"
        return text + (f"_{{{lower}}}" if lower else "")

    # ------------------------------------------------------------ brackets

    def bracket(self, base: Delta | Within | Cardinal) -> str:
        """[i = j], [1 <= p <= n] for positions counted from 1, or a size as a number."""
        if isinstance(base, Cardinal):
            return self.size(base.size)
        if isinstance(base, Delta):
            shift = bracket_shift(base.left, base.right)
            return f"[{self.position(base.left, shift[0])} = {self.position(base.right, shift[1])}]"
        first = natural_shift(base.position)
        return rf"[{1} \le {self.position(base.position, first)} \le {self.size(base.size)}]"


def natural_shift(position: Position) -> int:
    """What turns a position counted from 0 into one counted from 1, its indices counted from 1 too."""
    terms, _ = multiples(position)
    return 1 - sum(times for symbol, times in terms.items() if isinstance(symbol, Index) and symbol.first == 0)


def bracket_shift(left: Position, right: Position) -> tuple[int, int]:
    """The shifts of both sides of a bracket; labels such as layers are counted as they are."""
    symbols = [*multiples(left)[0], *multiples(right)[0]]
    if any(isinstance(s, Size) or (isinstance(s, Index) and s.first) for s in symbols):
        return 0, 0
    return natural_shift(left), natural_shift(right)
