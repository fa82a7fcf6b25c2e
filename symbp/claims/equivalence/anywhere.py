"""A formula for a function of one number, sigma'(u) = sigma(u) (1 - sigma(u)), at random numbers in 50 digits."""

from __future__ import annotations

from decimal import localcontext

from ...certify.plan import Plan
from ...certify.setting import Setting
from ...language import Function, Functional, Network, remember
from ..records import Outcome, Verdict
from ..tree import Call, Letter, Negative, Number, Power, Product, Quotient, Ratio, Ref, Sum, Tree
from ..walk import alike, rebuilt, walk
from .array import Array, Misfit, Unread
from .comparison import compared
from .data import Data, numbers
from .evaluation import Evaluation, Exhausted
from .functions import function_named
from .naming import shown
from .places import Scope
from .precise import CONTEXT, Precise
from .quantities import Quantities, Reading
from .traits import too_large

POINTS = 20
DRAWN = 60  # numbers, of which a function may have values at the positive ones alone
WIDEST = ("-3", "3")
BUDGET = 20_000
FREE = Letter("")  # the number
SIMPLE = (Number, Ratio, Letter, Sum, Negative, Product, Quotient, Power, Call)


class Anywhere(Evaluation):
    """Trees as numbers where the free letter is a random number at each point."""

    def letter(self, name: str, scope: Scope) -> Array:
        """The free letter; nothing else has a value."""
        if name != FREE.name:
            raise Unread("letter", name)
        return Array(numbers(field.random(*WIDEST, "free") for field in self.data.fields if isinstance(field, Precise)))


@remember
def line(network: Network) -> Data:
    """The functions of a network at random numbers."""
    data = Data(Plan(network), Setting(()), ())
    data.fields = tuple(Precise(seed) for seed in range(DRAWN))
    return data


def function_verdict(network: Network, left: Tree, right: Tree) -> Outcome | None:
    """Whether f(u) == right, or f'(u) == right, for every number u; None where that is not what is claimed.

    A quantity of the network in the place of u is any number, too, where it is all that the right side depends on.
    """
    if not isinstance(left, Call) or len(left.arguments) != 1 or not isinstance(left.arguments[0], Letter | Ref):
        return None
    argument = left.arguments[0]
    if too_large(right):
        return Outcome(Verdict.UNDECIDED, "time", note=(("size", ""),)) if isinstance(argument, Letter) else None
    sides = [rebuilt(side, lambda part: FREE if alike(part, argument) else part) for side in (left, right)]
    if isinstance(argument, Ref) and not any(part == FREE for part in walk(sides[1])):
        return None
    if not all(isinstance(part, SIMPLE) for part in walk(sides[1])):
        return None
    function = function_named(network, left.name, None)
    if isinstance(function, Functional) or (isinstance(function, Function) and function.formula is None):
        return Outcome(Verdict.UNDECIDED, "definition") if not left.primes else None
    found = at_random(network, sides[0], sides[1], argument)
    return found if isinstance(argument, Letter) or found.verdict is Verdict.RIGHT else None


def formula_of_any(network: Network, left: Tree, right: Tree) -> Outcome | None:
    """Whether two formulas of one free letter are equal for every number; None where other names stand in them.

    Undecided where a number is all that the right one says, which may be the value at some number.
    """
    parts = [part for side in (left, right) for part in walk(side)]
    letters = {part.name for part in parts if isinstance(part, Letter)}
    if len(letters) != 1 or too_large(left) or too_large(right) or not all(isinstance(part, SIMPLE) for part in parts):
        return None
    argument = Letter(letters.pop())
    sides = [rebuilt(side, lambda part: FREE if alike(part, argument) else part) for side in (left, right)]
    found = at_random(network, sides[0], sides[1], argument)
    value = found.verdict is Verdict.WRONG and not any(part == FREE for part in walk(sides[1]))
    return Outcome(Verdict.UNDECIDED, "unread", note=(("letter", argument.name),)) if value else found


def at_random(network: Network, left: Tree, right: Tree, argument: Letter | Ref) -> Outcome:
    """The verdict on two sides of one free number."""
    with localcontext(CONTEXT):
        evaluation = Anywhere(Quantities(line(network), Reading()), BUDGET)
        try:
            found = compared(evaluation(left, Scope()), evaluation(right, Scope()))
        except Misfit as misfit:
            return Outcome(Verdict.WRONG, "shape", note=(("shapes", str(misfit)),))
        except Unread as unread:
            return Outcome(Verdict.UNDECIDED, "unread", note=(unread.note,))
        except Exhausted:
            return Outcome(Verdict.UNDECIDED, "time")
        if not found.equal:
            point = int(found.wrong.reshape(DRAWN, -1).any(axis=1).argmax())
            name = argument.name if isinstance(argument, Letter) else argument.single or argument.tensor.name
            at = evaluation(FREE, Scope()).entries[point]
            true, other = (+array.entries.reshape(DRAWN, -1)[point, 0] for array in (found.true, found.found))
            return Outcome(Verdict.WRONG, "counterexample", true=shown(true), found=shown(other), numbers=((name, at),))
        if found.points < POINTS:
            return Outcome(Verdict.UNDECIDED, "no-points", found.points)
        return Outcome(Verdict.RIGHT, "sampled", found.points)
