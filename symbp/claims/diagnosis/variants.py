"""All variants of a calculation with one mistake: each slip made once, throughout a layer, or everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice

from ...language import Element, Tensor, as_expression, elements, remember
from ..sheet import Kind, Line, Sheet
from .folder import misconceptions
from .page import Page, page_of
from .slip import Slip, Variant

MOST = 5_000  # slips in the lines before one claim
KEPT = 100  # choices of lines, whose variants a page remembers
AT_ONE = 100  # slips of one kind in one line
SHOWN = 4  # names in a row
ONCE, LAYER, EVERYWHERE = 1.0, 2.0, 3.0  # a habit is likelier than a lapse
Slips = tuple[tuple[str, Slip], ...]


def variants(sheet: Sheet) -> Iterator[Variant]:
    """Every calculation with one mistake in it that changes a line of the sheet, likeliest misconceptions first."""
    yield from known_variants(page_of(sheet))


@remember
def known_variants(page: Page) -> tuple[Variant, ...]:
    """The same, made once for a page."""
    return variants_in(page, (*page.given, *page.lines))


def variants_in(page: Page, tensors: Iterable[Tensor]) -> tuple[Variant, ...]:
    """Those that change some of the lines, or given numbers; of two that change the same in the same way the first.

    Of many lines the first are taken.  The page remembers what was asked last.
    """
    wanted, known = tuple(tensors), page.variants
    if wanted not in known:
        if len(known) >= KEPT:
            del known[next(iter(known))]
        known[wanted] = find_variants(page, wanted)
    return known[wanted]


def find_variants(page: Page, tensors: Iterable[Tensor]) -> tuple[Variant, ...]:
    """The same, found anew."""
    slips = defaultdict[str, list[Slip]](list)
    count = 0
    for tensor in tensors:
        for name, slip in slips_at(page, tensor):
            slips[name].append(slip)
            count += 1
        if count > MOST:
            break
    kept: dict[Hashable, Variant] = {}
    for misconception in misconceptions():
        found = list(of_slips(misconception.name, slips.get(misconception.name, []), page))
        for variant in found:
            kept.setdefault(identity(variant), variant)
    return tuple(kept.values())


@remember
def whole_variants(page: Page) -> tuple[Variant, ...]:
    """Those of the calculation as a whole: rounding, and the count of updates."""
    found = ((m.name, m.everywhere(page)) for m in misconceptions() if m.everywhere is not None)
    return tuple(replace(variant, misconception=name) for name, made in found for variant in made)


def identity(variant: Variant) -> Hashable:
    """What a variant changes, and how."""
    if len(variant.lines) == 1:
        (line,) = variant.lines
        return line.tensor, line.formula
    return frozenset((line.tensor, line.formula) for line in variant.lines)


def slips_at(page: Page, tensor: Tensor) -> Slips:
    """The ways in which one line, or a given number, goes wrong; the page remembers them."""
    known = page.slips
    if tensor not in known:
        line = page.lines.get(tensor)
        here = line or Line(Kind.VALUE, tensor, as_expression(Element(tensor)), tensor)
        found: list[tuple[str, Slip]] = []
        for misconception in misconceptions():
            make = misconception.at if line is not None else misconception.given
            if make is not None:
                possible = (slip for slip in make(here, page) if is_possible(slip, page))
                found += ((misconception.name, slip) for slip in islice(possible, AT_ONE))
        known[tensor] = tuple(found)
    return known[tensor]


def of_slips(name: str, slips: list[Slip], page: Page) -> Iterator[Variant]:
    """Slips of one misconception, each made once, and those of one habit together."""
    layers, habits = defaultdict[Hashable, list[Slip]](list), defaultdict[Hashable, list[Slip]](list)
    for slip in slips:
        yield Variant(name, (slip.line,), named(page, [slip]), slip.weight * ONCE)
        if slip.habit:
            layers[slip.habit, page.sort(slip.line)].append(slip)
            habits[slip.habit].append(slip)
    yield from together(name, layers, page, LAYER)
    yield from together(name, habits, page, EVERYWHERE)


def together(name: str, habits: Mapping[Hashable, list[Slip]], page: Page, factor: float) -> Iterator[Variant]:
    """Slips of one habit made together."""
    for group in habits.values():
        once = sorted({slip.line.tensor: slip for slip in group}.values(), key=lambda slip: page.place(slip.line.of))
        if len(once) > 1:
            weight = max(slip.weight for slip in once) * factor
            yield Variant(name, tuple(slip.line for slip in once), named(page, once), weight)


def named(page: Page, slips: list[Slip]) -> tuple[tuple[str, str], ...]:
    """The values of the sentence: what all slips say alike, and the quantities one after the other."""
    if len(slips) == 1 and any(key == "quantity" for key, _ in slips[0].values):
        return slips[0].values
    values = {key: list(dict.fromkeys(dict(slip.values)[key] for slip in slips)) for key, _ in slips[0].values}
    values.setdefault("quantity", list(dict.fromkeys(page.name(slip.line.tensor) for slip in slips)))
    return tuple((key, shortened(texts)) for key, texts in values.items())


def shortened(texts: list[str]) -> str:
    """The texts one after the other, the middle left out if there are many."""
    return ", ".join(texts if len(texts) <= SHOWN else (*texts[: SHOWN - 1], "...", texts[-1]))


def is_possible(slip: Slip, page: Page) -> bool:
    """Whether the slip changes something, and reads only what is known by then, or itself as it was before."""
    tensor = slip.line.tensor
    right = page.lines.get(tensor)
    if right is None:
        return True
    if right.formula == slip.line.formula:
        return False
    rank = page.rank[tensor]
    read = (element.tensor for element in elements(slip.line.formula))
    return all(page.rank.get(other, -1) <= rank for other in read)
