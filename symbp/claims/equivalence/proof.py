"""Equal without sampling: both sides are one polynomial, in the data and in those derivatives that the formula names.

Derivatives of the loss in the formula are atoms, and the quantity's own is followed by the chain rule up to them; so a
layer's formula in terms of the error above it needs no layer but its own.
"""

from __future__ import annotations

from ...certify.field import Undefined
from ..tree import Tree
from .array import Misfit, Unread
from .comparison import compared
from .evaluation import Evaluation, Exhausted
from .letters import scopes
from .places import Outside, Scope
from .polynomial import TooLarge
from .quantities import Quantities, Reading
from .samples import Samples
from .symbolic import Symbolic
from .traits import is_second

WORK = 6000  # products of terms that the proof of one formula may take in one setting
STEPS = 4000
ALL = 400  # values of the free letters, of which none may be left out


def is_proved(
    samples: Samples, subject: Tree, formula: Tree, letters: list[str], reading: Reading, *, own: bool
) -> bool:
    """Whether both sides are one and the same, at all values of the letters, in every setting."""
    return all(
        any(
            holds(samples.symbolic(setting, written=written), subject, formula, letters, reading)
            for written in (False, True)
        )
        for setting in samples.chosen(own=own)
    )


def holds(data: Symbolic | None, subject: Tree, formula: Tree, letters: list[str], reading: Reading) -> bool:
    """The same in one setting, as far as the work that is granted goes."""
    if data is None:
        return False
    data.ring.work, steps, some = WORK, STEPS, False
    try:
        every = scopes(data, subject, letters, ALL + 1)
        if len(every) > ALL:
            return False
        for scope in every:
            try:
                equal, steps = same(data, subject, formula, scope, reading, steps)
            except Outside:
                continue
            if not equal:
                return False
            some = True
    except (TooLarge, Undefined, Misfit, Unread, Exhausted, ZeroDivisionError):
        return False
    return some


def same(data: Symbolic, subject: Tree, formula: Tree, scope: Scope, reading: Reading, steps: int) -> tuple[bool, int]:
    """Whether both sides are equal at some values of the letters, and the steps that are left."""
    data.knowing(frozenset() if is_second(subject) else None)
    quantities = Quantities(data, reading)
    evaluation = Evaluation(quantities, steps)
    found = evaluation(formula, scope)
    known = {by for kind, of, by in quantities.asked if kind == "slope" and of == data.loss}
    if not is_second(subject):
        data.knowing(frozenset(node for by in known for node in data.sharing(by)))
    true = Evaluation(Quantities(data, reading), STEPS)(subject, scope)
    constant = not quantities.asked
    return compared(true, found, constant=constant, differ=lambda x, y: not data.same(x, y)).equal, evaluation.budget
