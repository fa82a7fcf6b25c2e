"""Why a number is wrong: the diagnosis of every root, given the author's other numbers."""

from __future__ import annotations

from functools import lru_cache

from ...errors import SymbpError
from ...language import Tensor
from ..book import Book
from ..diagnosis import diagnose
from ..records import Cause
from ..stages import stage
from .following import Judge
from .items import Item
from .precision import certain
from .scratch import place

MOST = 40  # roots of one submission whose cause is looked for


def causes(judged: Judge, item: Item) -> tuple[Cause, ...]:
    """The known mistakes that give a number; none where it belongs to no sheet."""
    book = judged.book
    tensor, updates = place(book, item)
    more = () if updates else item.lines
    given, reach = {}, {}
    names = unstaged(book, updates)
    for key, prints in judged.prints.items():
        here = names.get(key) if updates else key
        if here is not None and here != tensor:
            latest = judged.latest(prints, item)
            if latest is not None:
                given[here] = float(latest.claimed)
                low, high = latest.means
                reach[here] = (high - low) / 2
    try:
        return diagnose(book.sheet, tensor, certain(item.claimed, judged.single), given, updates, more, reach)
    except SymbpError:
        return ()


@lru_cache(16)
def unstaged(book: Book, updates: int) -> dict[Tensor, Tensor]:
    """The quantities after so many updates, by what they are called before."""
    moves = [line for line in book.sheet.lines if line.moves]
    here = {stage(tensor, updates): tensor for tensor in (*book.lines, *(line.of for line in moves))}
    return here | {stage(line.of, updates + 1): line.tensor for line in moves}
