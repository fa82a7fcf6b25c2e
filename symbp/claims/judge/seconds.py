"""Second derivatives as numbers: at the network's own numbers, in 50 digits."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import localcontext
from fractions import Fraction

import numpy as np

from ...errors import SpecError
from ...language import Network
from ..equivalence.array import Misfit, Unread
from ..equivalence.places import Outside, Scope
from ..equivalence.precise import CONTEXT
from ..equivalence.quantities import Quantities, Reading
from ..equivalence.samples import samples
from ..quantity import Array
from ..records import Claim, Finding, Verdict
from ..tree import Slope
from .digits import rounds, truncates
from .items import counted, fitted


def second_values(claim: Claim, side: int, slope: Slope, written: Array, network: Network) -> Iterator[Finding]:
    """The verdict on every number of one side.

    Raises:
        SpecError: the network has no numbers, or the derivative no value in them.
        SizeError: a matrix of another shape.
    """
    true = values(slope, network)
    for at, own in fitted(written.shape, true.shape):
        claimed, value = written[at], Fraction(true[own])
        tests = ((Verdict.RIGHT, "digits", rounds), (Verdict.ROUNDED, "truncated", truncates))
        found = ((verdict, how) for verdict, how, test in tests if test(value, claimed))
        verdict, how = next(found, (Verdict.WRONG, "digits"))
        origin = "root" if verdict is Verdict.WRONG else ""
        entry, text = counted(at) if true.size != 1 else (), claim.texts[side]
        place = (claim.place, claim.written, "value", verdict, how, side, entry, text)
        yield Finding(*place, claimed=claimed, true=float(value), origin=origin)


def values(slope: Slope, network: Network) -> Array:
    """The second derivatives at the network's numbers, without axes for a single one."""
    given = samples(network).given
    if given is None or not given.worlds:
        raise SpecError("expected a network with numbers for a second derivative in numbers, found none")
    try:
        with localcontext(CONTEXT):
            found = Quantities(given, Reading(rate=True)).slope(slope, Scope())
    except (Unread, Misfit, Outside):
        raise SpecError("expected a second derivative of single numbers or vectors, found another") from None
    entries = found.entries[0]
    if found.is_number:
        made = np.empty((), dtype=object)
        made[()] = entries
        return made
    return np.array(entries, dtype=object)
