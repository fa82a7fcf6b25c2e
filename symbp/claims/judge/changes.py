"""Changes of parameters that an author writes down: the new value then rests on the change, w+ = w + change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ...language import Element, as_expression
from ..sheet import Kind
from .items import Item


def through_changes(found: Sequence[Item]) -> None:
    """Lines of new values that lead over the changes that are stated."""
    steps = {item.quantity.tensor: item.lines for item in found if item.quantity is not None and item.quantity.step}
    for item in found if steps else ():
        last = item.lines[-1] if item.lines else None
        if last is not None and last.kind is Kind.UPDATED and last.of in steps and last.tensor == item.key:
            change = steps[last.of]
            if change[-1].tensor != item.key:
                body = as_expression(Element(last.of)) + as_expression(Element(change[-1].tensor))
                item.lines = (*change, replace(last, formula=body))
