"""What an author means by a name that a number shows to be used otherwise: w5 for its new value, Error for t - a."""

from __future__ import annotations

import re
from dataclasses import replace

from ...language import Element, Role, Tensor, as_expression, elements
from ..book import Book
from ..interval import exactly, meet
from ..records import Quantity
from ..sheet import Kind, Line, updated
from .digits import stands_for
from .items import Item

NEARLY = 0.1  # how near a new value is meant to be, beside the old one
ERROR = re.compile(r"(?:\\(?:text|mathrm)\{ ?)?(?:error|err)(?:\})?", re.IGNORECASE)


def meant(item: Item, book: Book) -> Item:
    """The number as one of what is meant."""
    if item.quantity is None or item.quantity.by is not None or meet(exactly(item.true), stands_for(item.claimed)):
        return item
    return renewed(item, book) if not item.lines else distance(item, book)


def renewed(item: Item, book: Book) -> Item:
    """A number for a given parameter that is no copy of it but nearly its value after one update: that is meant."""
    quantity, claimed = item.quantity, float(item.claimed)
    if quantity is None or updated(quantity.tensor) not in book.lines:
        return item
    later = replace(quantity, updates=1)
    key, lines = book.key(later, {}), book.lines_of(later)
    true = book.value(key, lines)
    if abs(claimed - true) > NEARLY * abs(claimed - item.true):
        return item
    return replace(item, quantity=later, key=key, lines=lines, true=true)


def distance(item: Item, book: Book) -> Item:
    """The "error" of a network with one output that is no loss but nearly target minus output, or the reverse."""
    if item.key != book.network.loss or not ERROR.fullmatch(item.claim.texts[0].strip(" $")):
        return item
    ends = compared(book)
    if ends is None:
        return item
    target, output = (as_expression(Element(tensor)) for tensor in ends)
    for body in (target - output, output - target):
        true = book.worth(body, ())
        if abs(float(item.claimed) - true) <= NEARLY * abs(float(item.claimed) - item.true):
            key = Tensor("claim/error")
            lines = (*book.lines_of(Quantity(ends[1])), Line(Kind.VALUE, key, body, key))
            return replace(item, quantity=None, key=key, lines=lines, true=true)
    return item


def compared(book: Book) -> tuple[Tensor, Tensor] | None:
    """The only target, and the output that stands beside it; None where there are several."""
    for line in book.sheet.of_kind(Kind.VALUE):
        read = dict.fromkeys(element.tensor for element in elements(line.formula))
        targets = [tensor for tensor in read if tensor.role is Role.TARGET]
        others = [tensor for tensor in read if tensor.role is not Role.TARGET]
        if targets:
            alone = len(targets) == len(others) == len(book.network.with_role(Role.TARGET)) == 1
            return (targets[0], others[0]) if alone else None
    return None
