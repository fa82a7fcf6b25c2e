"""Why a number is wrong: the diagnosis of every root, given the author's other numbers."""

from __future__ import annotations

from functools import lru_cache

from ...errors import SymbpError
from ...language import Role, Tensor
from ..book import Book
from ..diagnosis import diagnose
from ..records import Cause, Quantity
from ..sheet import Line, Sheet
from ..stages import stage
from .following import Judge
from .items import Item

MOST = 40  # roots of one submission whose cause is looked for


def causes(judged: Judge, item: Item) -> tuple[Cause, ...]:
    """The known mistakes that give a number; none where it belongs to no sheet."""
    book, quantity = judged.book, item.quantity
    if not item.lines and item.key in book.truth:
        return ()
    tensor, updates = item.key, 0
    if quantity is not None and quantity.updates and item.key not in book.lines:
        tensor, updates = now(book, quantity), quantity.updates
    sheet = book.sheet if tensor in book.lines else extended(book, item.lines)
    given = {}
    names = unstaged(book, updates)
    for key, prints in judged.prints.items():
        here = names.get(key) if updates else key
        if here is not None and here != tensor:
            latest = judged.latest(prints, item)
            if latest is not None:
                given[here] = float(latest.claimed)
    try:
        return diagnose(sheet, tensor, item.claimed, given, updates)
    except SymbpError:
        return ()


def now(book: Book, quantity: Quantity) -> Tensor:
    """The tensor of the same quantity before any update."""
    return book.key(Quantity(quantity.tensor, quantity.by, quantity.through, quantity.local), {})


@lru_cache(64)
def extended(book: Book, lines: tuple[Line, ...]) -> Sheet:
    """The sheet with the lines of a quantity that it lacks."""
    return Sheet(book.network, book.sheet.lines + tuple(line for line in lines if line.tensor not in book.lines))


@lru_cache(16)
def unstaged(book: Book, updates: int) -> dict[Tensor, Tensor]:
    """The quantities after so many updates, by what they are called before."""
    moving = (*book.lines, *book.network.with_role(Role.PARAMETER))
    return {stage(tensor, updates): tensor for tensor in moving}
