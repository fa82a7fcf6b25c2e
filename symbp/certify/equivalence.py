"""Mutants that are no mistakes: a wrong-looking formula may be the same one, and SymPy has to show it, not sampling."""

from __future__ import annotations

from symbp.language import Case, Expression
from symbp.matrix import Matrix

from .algebra import AlgebraView, Unfold, levels
from .evaluator import Program
from .field import Undefined
from .matrices import Misfit
from .plan import Plan
from .points import points
from .sampling import Sampling
from .setting import Setting, Unbound
from .target import Claim, Target


class Equivalence:
    """Asks SymPy whether a mutant equals the original; what was worked out for one is kept for the next."""

    def __init__(self, sampling: Sampling) -> None:
        self._levels = levels(sampling.plan, sampling.settings)
        self._views: dict[tuple[Plan, Case | None, Setting, Unfold], AlgebraView] = {}

    def holds(self, target: Target, original: Expression, mutant: Expression | Matrix) -> bool:
        """Whether SymPy shows, for all indices at all settings, that both are equal.

        Elements are symbols at first; where that does not do, definitions are written out.
        """
        try:
            claim = Program(mutant, target.free) if isinstance(mutant, Expression) else target.entry(mutant)
            true = Program(original, target.free)
            return any(self.equal(target, true, claim, unfold) for unfold in self._levels)
        except (Undefined, Unbound, Misfit):
            return False

    def equal(self, target: Target, original: Program, claim: Claim, unfold: Unfold) -> bool:
        """Equality at all settings and indices, definitions written out or not."""
        for setting in target.sampling.settings:
            view = self.view(target, setting, unfold)
            for at in points(target.sampling.plan, target.quantity, target.case, target.free, setting):
                if not view.field.same(original(view, at), claim(view, at)):
                    return False
        return True

    def view(self, target: Target, setting: Setting, unfold: Unfold) -> AlgebraView:
        """What expressions of a target's case read."""
        plan = target.sampling.plan
        key = (plan, target.case, setting, unfold)
        if key not in self._views:
            self._views[key] = AlgebraView(plan, setting, target.case, unfold=unfold)
        return self._views[key]
