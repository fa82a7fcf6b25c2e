"""Whether a submission bears out a convention: it explains what is wrong, and nothing speaks against it."""

from __future__ import annotations

from collections.abc import Iterable

from ..sheet import Kind
from ..vocabulary import BIASES, DELTA, EXAMPLES, WEIGHTS
from .case import SOUND, Case, Where, where
from .digits import significant
from .formulas import is_refuted
from .items import Item
from .numerals import numbers
from .opposite import is_opposite, resting_on, signals_of
from .options import Options
from .orientation import concerns
from .subjects import is_delta
from .variations import biases, kinks
from .working import is_working

FORMULA = 4  # a right formula says as much as so many digits


def troubled(found: Case, names: tuple[str, ...]) -> bool:
    """Whether there is something wrong that these conventions could explain; of formulas those that turn matrices."""
    return bool(found.flawed() if set(names) <= {WEIGHTS, EXAMPLES, DELTA} else found.bad())


def better(other: Case, found: Case, names: tuple[str, ...]) -> bool:
    """Whether another convention explains what is wrong, and nothing speaks against it."""
    if set(names) <= {WEIGHTS, EXAMPLES}:
        return other.flawed() < found.flawed() and is_consistent(other, found, names)
    if DELTA in names and is_opposite(other.items, found.items):
        return True
    if DELTA in names and not other.flawed() < found.flawed():
        return False
    return (other.bad() < found.bad() and bears_out(other, names[0])) or (DELTA in names and is_signed(other, found))


def rests_on_formulas(found: Case, names: tuple[str, ...]) -> bool:
    """Whether only a submission of which less is wrong, and nothing else, bears these conventions out.

    Numbers of error signals may do so by their sign alone.
    """
    if DELTA not in names:
        return set(names) <= {WEIGHTS, EXAMPLES}
    signals = [claim for claim in found.claims if is_delta(claim.sides[0])]
    return not any(numbers(side) is not None or is_working(side) for claim in signals for side in claim.sides[1:])


def improves(found: Case, options: Options) -> bool:
    """Whether less may be wrong under other conventions, and nothing else, as far as one point shows of formulas."""
    flawed, network = found.flawed(), found.reader.network
    wrong = [claim for claim in found.claims if (claim.place, claim.written) in flawed]
    sound = [claim for claim in found.claims if (claim.place, claim.written) not in flawed]
    gained = any(not is_refuted(claim, network, options) for claim in wrong)
    return gained and not any(is_refuted(claim, network, options) for claim in sound)


def is_consistent(other: Case, found: Case, names: tuple[str, ...]) -> bool:
    """Whether most claims with matrices are right the other way round, several of them where no number tells."""
    claims = [claim for claim in other.claims if any(concerns(side, name) for side in claim.sides for name in names)]
    left = other.flawed().intersection((claim.place, claim.written) for claim in claims)
    gained = found.flawed() - other.flawed()
    return len(left) < len(gained) and (other.bad() < found.bad() or len(gained) > 1)


def is_signed(other: Case, found: Case) -> bool:
    """Whether formulas bear out errors of the other sign: one for an error, and one for what rests on errors."""
    gained = found.flawed() - other.flawed()
    claims = [claim for claim in other.claims if (claim.place, claim.written) in gained]
    signals = [claim for claim in claims if is_delta(claim.sides[0])]
    return other.bad() == found.bad() and bool(signals) and len(signals) < len(claims)


def bears_out(other: Case, name: str) -> bool:
    """Whether the claims that a convention matters for are all sound under it, more than one of them.

    An error signal of the other sign is free only as long as the gradients come out right.
    """
    if name != DELTA:
        return not other.bad()
    signals = signals_of(other.items)
    resting = resting_on(other.items, signals)
    sound = [item for item in signals if item.sound and item.claimed]
    if 2 * len(sound) <= len(signals) or any(item.origin == "root" for item in resting):
        return False
    return bool(resting) or len(sound) > 1


def possible(name: str, found: Case) -> bool:
    """Whether a convention can matter for a submission."""
    if name in (WEIGHTS, EXAMPLES):
        flawed = found.flawed()
        return any(concerns(s, name) for c in found.claims if (c.place, c.written) in flawed for s in c.sides)
    if name == DELTA:
        flawed = found.flawed()
        return any(is_delta(claim.sides[0]) for claim in found.claims if (claim.place, claim.written) in flawed)
    ledger = found.reader.book
    if ledger is None:
        return False
    if name == BIASES:
        after = [item.quantity.tensor.name for item in found.items if item.quantity and item.quantity.updates]
        kept = biases(ledger)
        return not ledger.network.numbers.frozen and bool(kept and after) and not set(kept) & set(after)
    return any(kinks(ledger, line) for line in ledger.sheet.of_kind(Kind.LOCAL))


def weight(case: Case, wheres: Iterable[Where]) -> int:
    """How many digits are right in some claims, a formula counted as several."""
    own = set(wheres)
    parts = [part for part in case.parts if where(part) in own and part.verdict in SOUND]
    numbers = [part for part in parts if isinstance(part, Item) and part.part == "value"]
    return sum(significant(item.claimed) for item in numbers) + FORMULA * sum(part.part == "formula" for part in parts)
