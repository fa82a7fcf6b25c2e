"""All variants of a calculation with one mistake: each slip made once, throughout a layer, or everywhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ...language import Element, as_expression, elements, remember
from ..sheet import Kind, Line, Sheet
from .folder import misconceptions
from .page import Page, page_of
from .slip import Slip, Variant

SHOWN = 4  # names in a row
MOST = 20_000  # variants of one calculation
ONCE, LAYER, EVERYWHERE = 1.0, 2.0, 3.0  # a habit is likelier than a lapse


def variants(sheet: Sheet) -> Iterator[Variant]:
    """Every calculation with one mistake in it that changes a line of the sheet, likeliest misconceptions first."""
    yield from known_variants(page_of(sheet))


@remember
def known_variants(page: Page) -> tuple[Variant, ...]:
    """The same, made once for a page that nothing was added to."""
    return distinct((*of_whole(page), *of_lines(page, page.sheet.lines, tuple(given_lines(page)))))


def extra_variants(page: Page) -> tuple[Variant, ...]:
    """Those that change the lines added to a page."""
    return distinct(of_lines(page, page.extra))


def distinct(found: Iterable[Variant]) -> tuple[Variant, ...]:
    """The variants, of those that change the same lines in the same way the first."""
    kept: dict[Hashable, Variant] = {}
    for variant in found:
        key = (frozenset((line.tensor, line.formula) for line in variant.lines), variant.rounding, variant.more)
        kept.setdefault(key, variant)
        if len(kept) == MOST:
            break
    return tuple(kept.values())


def of_lines(page: Page, lines: Sequence[Line], given: Sequence[Line] = ()) -> Iterator[Variant]:
    """What all misconceptions make of some lines of a page, and of numbers that are given."""
    for misconception in misconceptions():
        slips: list[Slip] = []
        for make, where in ((misconception.at, lines), (misconception.given, given)):
            if make is not None:
                slips += (slip for line in where for slip in make(line, page) if is_possible(slip, page))
        for slip in slips:
            yield Variant(misconception.name, (slip.line,), named(page, [slip]), slip.weight * ONCE)
        layers, habits = defaultdict[Hashable, list[Slip]](list), defaultdict[Hashable, list[Slip]](list)
        for slip in slips:
            if slip.habit:
                layers[slip.habit, page.sort(slip.line)].append(slip)
                habits[slip.habit].append(slip)
        yield from together(misconception.name, layers, page, LAYER)
        yield from together(misconception.name, habits, page, EVERYWHERE)


def of_whole(page: Page) -> Iterator[Variant]:
    """What misconceptions make of the calculation as a whole."""
    for misconception in misconceptions():
        if misconception.everywhere is not None:
            for variant in misconception.everywhere(page):
                yield replace(variant, misconception=misconception.name)


def together(name: str, habits: Mapping[Hashable, list[Slip]], page: Page, factor: float) -> Iterator[Variant]:
    """Slips of one habit made together."""
    for group in habits.values():
        once = list({slip.line.tensor: slip for slip in group}.values())
        if len(once) > 1:
            weight = max(slip.weight for slip in once) * factor
            yield Variant(name, tuple(slip.line for slip in once), named(page, once), weight)


def named(page: Page, slips: list[Slip]) -> tuple[tuple[str, str], ...]:
    """The values of the sentence: what all slips say alike, and the quantities one after the other."""
    values = {key: list(dict.fromkeys(dict(slip.values)[key] for slip in slips)) for key, _ in slips[0].values}
    values.setdefault("quantity", list(dict.fromkeys(page.name(slip.line.tensor) for slip in slips)))
    return tuple((key, shortened(texts)) for key, texts in values.items())


def shortened(texts: list[str]) -> str:
    """The texts one after the other, the middle left out if there are many."""
    return ", ".join(texts if len(texts) <= SHOWN else (*texts[: SHOWN - 1], "...", texts[-1]))


def given_lines(page: Page) -> Iterator[Line]:
    """What is given, as lines that state a number, so that it can be misread."""
    for tensor in page.given:
        yield Line(Kind.VALUE, tensor, as_expression(Element(tensor)), tensor)


def is_possible(slip: Slip, page: Page) -> bool:
    """Whether the slip changes something, and reads only what is known by then, or itself as it was before."""
    tensor = slip.line.tensor
    right = page.lines.get(tensor)
    if right is None:
        return True
    if right.formula == slip.line.formula:
        return False
    read = (element.tensor for element in elements(slip.line.formula))
    return all(page.rank.get(other, -1) < page.rank[tensor] or other == tensor for other in read)
