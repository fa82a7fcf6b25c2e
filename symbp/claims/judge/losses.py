"""The scale of a submission's loss: found where it states its loss so, hinted at where all derivatives have it alone.

E = (t - o)^2, dE/do = 2 (o - t), ...       where the network has 1/2 in front: a convention
E = (t - o)^2 / 2, dE/do = 2 (o - t), ...   a mistake, and a hint
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations

from ...language import Network
from ..book import Book
from ..interval import exactly, meet
from ..records import Finding, Verdict
from ..scale import OTHER, ratio, rescaled, scales
from ..spans import widened
from .case import BAD, Case, Where, case
from .digits import stands_for
from .evidence import weight
from .formulas import is_refuted
from .items import Item
from .options import Options
from .subjects import ENDS, is_loss, is_parameter, is_scaled

ENOUGH = 6  # digits, all in all, that fit no other scale by chance
LARGEST = 64  # top and bottom of a factor by which a formula differs


def losses(found: Case, network: Network, declared: Container[str]) -> Iterator[Case]:
    """The submission under every other scale of the loss that could explain some of what is wrong.

    `network` is the one that is taught.
    """
    own = {name: choice for name, choice in scales(network).items() if name not in declared}
    wrong = [part for part in found.parts if part.verdict in BAD]
    formulas = any(isinstance(part, Finding) and differs_by_factor(part) for part in wrong)
    for count in range(1, len(own) + 1):
        for names in combinations(own, count):
            factor = ratio(network, names)
            if formulas or (factor is not None and any(fits(part, factor, found.reader.book) for part in wrong)):
                other = replace(found.options, loss=tuple((name, OTHER[own[name]]) for name in names))
                other = replace(other, loss=(*found.options.loss, *other.loss))
                if is_open(found, rescaled(network, dict(other.loss)), other):
                    yield case(found.submission, network, other, found.reader.formulas)


def is_open(found: Case, network: Network, options: Options) -> bool:
    """Whether another scale of the loss may be stated or hinted at, as far as one point shows of each formula.

    Stated: the loss and a derivative become right, and nothing wrong.  Hinted at: all derivatives are right.
    """
    flawed, of_loss = found.flawed(), dict(about(found))
    ends, scaled = ({key for key in of_loss if of_loss[key] is loss} for loss in (True, False))

    @cache
    def is_bad(key: Where) -> bool:
        return any(is_refuted(claim, network, options) for claim in found.claims if (claim.place, claim.written) == key)

    def gained(keys: set[Where]) -> bool:
        return any(not is_bad(key) for key in keys & flawed)

    if len(scaled & flawed) > 1 and not any(map(is_bad, scaled & flawed)) and not any(map(is_bad, scaled - flawed)):
        return True
    sound = {(claim.place, claim.written) for claim in found.claims} - flawed
    return bool(ends & flawed) and gained(scaled) and gained(ends) and not any(map(is_bad, sound))


def is_stated(other: Case, found: Case) -> bool:
    """Whether a submission states its loss in another scale, and its derivatives or updates follow from that."""
    if not other.flawed() < found.flawed():
        return False
    gained, left = found.flawed() - other.flawed(), other.flawed()
    scaled = [key for key, of_loss in about(found) if not of_loss]
    stated = [key for key, of_loss in about(found) if of_loss]
    if gained.isdisjoint(scaled) or gained.isdisjoint(stated):
        return False
    return len(left.intersection(scaled + stated)) <= len(gained) and weight(other, gained) >= ENOUGH


def is_hinted(other: Case, found: Case) -> bool:
    """Whether all derivatives have the factor, several of them, and the loss was not stated so."""
    scaled = {key for key, of_loss in about(found) if not of_loss}
    gained = scaled & found.flawed()
    return len(gained) > 1 and scaled.isdisjoint(other.flawed()) and weight(other, gained) >= ENOUGH


def about(found: Case) -> Iterator[tuple[Where, bool]]:
    """The claims about the loss itself, and those about what grows with it."""
    for claim in found.claims:
        if is_loss(claim.sides[0]) or is_scaled(claim.sides[0]):
            yield (claim.place, claim.written), is_loss(claim.sides[0])


def fits(part: Finding | Item, factor: Fraction, book: Book | None) -> bool:
    """Whether a wrong number is the true one times a factor, or a parameter after a step that is so much longer."""
    if not isinstance(part, Item) or part.quantity is None or book is None:
        return False
    start = 0.0
    if part.quantity.updates and part.quantity.by is None and is_parameter(part.quantity.tensor):
        start = book.truth.get(part.quantity.tensor, 0.0)
    elif part.quantity.tensor.role not in ENDS:
        return False
    return meet(widened(exactly(start + float(factor) * (part.true - start))), stands_for(part.claimed))


def differs_by_factor(part: Finding) -> bool:
    """Whether a wrong formula gives a simple multiple of the quantity at the point where it was refuted."""
    note = dict(part.note)
    if part.part != "formula" or part.verdict is not Verdict.WRONG or not {"true", "found"} <= note.keys():
        return False
    true, given = (Fraction(Decimal(note[key])) for key in ("true", "found"))
    if not true or not given:
        return False
    near = (given / true).limit_denominator(LARGEST)
    return 0 < near.numerator <= LARGEST and abs(given / true - near) < Fraction(1, 10**8)
