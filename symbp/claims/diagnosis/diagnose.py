"""A wrong number and the mistakes that give it: every one of them replayed, named only if all digits agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import numpy as np

from ...language import Tensor
from ..evaluate import evaluate
from ..records import Cause
from ..sheet import Line, Sheet
from .blurred import blurred
from .digits import agree, agrees
from .folder import misconceptions
from .page import page_of
from .pairs import pairs
from .ranking import Hit, differs, explained, merged, ranked, weigh
from .scene import Scene, scenes
from .variants import whole_variants


def diagnose(
    sheet: Sheet,
    tensor: Tensor,
    claimed: Decimal,
    given: Mapping[Tensor, float] = {},
    updates: int = 0,
    more: Sequence[Line] = (),
    reach: Mapping[Tensor, float] = {},
) -> tuple[Cause, ...]:
    """The mistakes that reproduce every digit of a wrong number, likeliest first; none if no known mistake does.

    `tensor` is what the claim is about, after so many `updates`, and a line of the sheet or of `more`, which nothing
    on the sheet reads; `given` are the author's own numbers, of that pass, and `reach` how far they may lie from
    what is written.  Mistakes are replayed from these first,
    from scratch if none fits so, and pairs only where no single one fits.  With few digits a mistake is named only if
    it is likelier than a coincidence; the last cause is then "many", with the `count` of all that fit.

    Raises:
        SpecError: a quantity without a number, an arbitrary function, or updates without a learning rate.
        SizeError: more updates than one can wait for.
    """
    attempts = scenes(sheet, tensor, claimed, given, updates, more)
    found: list[Hit] = []
    for attempt in attempts:
        for scene in attempt:
            found += (*singles(scene), *in_writing(scene), *miscounted(scene))
        if explained(found, claimed):
            return ranked(merged(found), claimed)
    near = list(blurred(attempts[0][-1], reach))
    if near:
        return ranked(merged(near), claimed)
    scratch = attempts[-1][-1]
    found += rounded(scratch)
    if not found:
        found = list(pairs(scratch))
        if scratch is not attempts[0][0]:
            found += pairs(attempts[0][0])
    return ranked(merged(found), claimed)


def behind(
    sheet: Sheet, tensor: Tensor, claimed: Decimal, own: Mapping[Tensor, float], more: Sequence[Line] = ()
) -> bool:
    """Whether a mistake in the lines behind some numbers, kept as they are, is likelier than a coincidence.

    Raises:
        SpecError: a quantity without a number, or an arbitrary function.
    """
    page = page_of(sheet).extended(more)
    known = {other: value for other, value in own.items() if other in page.cells and other != tensor}
    return explained(list(singles(Scene(page, tensor, claimed, known, 0, 1.0))), claimed)


def singles(scene: Scene) -> Iterator[Hit]:
    """The variants that give the claimed number."""
    variants, values, right = scene.replayed
    fits = np.flatnonzero(agree(scene.claimed, values) & differs(values, right))
    weights = weigh(variants) if len(fits) else []
    for place in fits:
        again = float(values[place])
        variant = variants[place]
        yield Hit(
            Cause(variant.misconception, variant.values, again), weights[place] * scene.weight, len(variant.lines)
        )


def in_writing(scene: Scene) -> Iterator[Hit]:
    """Slips of the pen: what is written differs from the number by its digits alone."""
    right = scene.replayed[2]
    for misconception in misconceptions():
        if misconception.number is not None and np.isfinite(right):
            made = misconception.number(scene.claimed, right)
            if made is not None:
                values, weight = made
                yield Hit(Cause(misconception.name, values), misconception.prior * weight * scene.weight)


def miscounted(scene: Scene) -> Iterator[Hit]:
    """More or fewer updates than were asked for."""
    if not scene.updates or scene.own:
        return
    counts = [variant for variant in whole_variants(scene.page) if variant.more and scene.updates + variant.more >= 0]
    for variant, weight in zip(counts, weigh(counts), strict=True):
        again = evaluate(scene.page.sheet, updates=scene.updates + variant.more)[scene.tensor]
        if agrees(scene.claimed, again):
            yield Hit(Cause(variant.misconception, variant.values, again), weight)


def rounded(scene: Scene) -> Iterator[Hit]:
    """Everything rounded on the way, and nothing else done differently."""
    if scene.is_long:
        return
    ways, values = scene.rounded()
    weights = weigh(ways)
    for place in np.flatnonzero(agree(scene.claimed, values)):
        cause = Cause(ways[place].misconception, ways[place].values, float(values[place]))
        yield Hit(cause, weights[place] * scene.weight)
