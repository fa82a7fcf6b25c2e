"""Equality by SymPy: two expressions in symbols for all elements, and if need be with definitions written out."""

from __future__ import annotations

from enum import Enum

import sympy

from symbp.language import Apply, Cardinal, Case, Element, Expression, Tensor, bases

from .algebraic import Algebraic, exact
from .counting import LARGEST, written_out
from .field import Field, Value
from .plan import Plan
from .setting import Setting
from .stated import Stated, covering
from .view import Key
from .world import Node, World


class Unfold(Enum):
    """How far is written out: nothing, functions of others, sums such as means, elements down to the data, or adjoints
    as well.
    """

    NOTHING = 0
    FUNCTIONS = 1
    SUMS = 2
    ELEMENTS = 3
    EVERYTHING = 4


def levels(plan: Plan, settings: tuple[Setting, ...]) -> tuple[Unfold, ...]:
    """How far to write out, step by step; all the way only where that is not too large."""
    small = all(written_out(plan, setting) <= LARGEST for setting in settings)
    return tuple(Unfold) if small else (Unfold.NOTHING, Unfold.FUNCTIONS, Unfold.SUMS)


def summed(body: Expression) -> bool:
    """Whether a definition is a sum of elements, with nothing but numbers before them, as a mean is.

    Written out it stays as small as it is, and what vanishes by it, such as sum(x - mean), is seen to.
    """
    factors = [factor for term in body.terms for factor in term.factors]
    plain = all(isinstance(base, Cardinal) or (isinstance(base, Element) and power == 1) for base, power in factors)
    return plain and all(sum(isinstance(base, Element) for base, _ in term.factors) <= 1 for term in body.terms)


class AlgebraView:
    """Reads every element and every adjoint as a symbol, or written out down to the data.

    Adjoints that results state are read as stated.
    """

    def __init__(
        self,
        plan: Plan,
        setting: Setting,
        case: Case | None,
        *,
        unfold: Unfold,
        stated: tuple[Stated, ...] = (),
        algebra: Algebraic | None = None,
    ) -> None:
        self.plan = plan
        self.setting = setting
        self.case = case
        self.unfold = unfold
        self.stated = stated
        self.algebra = algebra or Algebraic()
        self.field: Field = self.algebra
        self.world = World(plan, setting, self.field, dual=False)
        self.whole = self.world.whole
        self._partials: dict[tuple[Node, Node], sympy.Expr] = {}
        self._adjoints: dict[Node, sympy.Expr] = {}

    def element(self, tensor: Tensor, at: Key) -> Value:
        """A symbol, or the definition written out; data that a fact ties are written by it."""
        if not self.world.inside(tensor, at):
            return 0
        definition = self.plan.defined(tensor, self.setting, at)
        if definition is None or self.unfold in (Unfold.ELEMENTS, Unfold.EVERYTHING):
            return self.world.element(tensor, at)
        if self.opens(definition.equation.body):
            return definition.program(self, at)
        return self.algebra.symbol(tensor.name, at)

    def opens(self, body: Expression) -> bool:
        """Whether a definition short of the data is written out."""
        if self.unfold is Unfold.FUNCTIONS:
            return any(isinstance(base, Apply) for base in bases(body))
        return self.unfold is Unfold.SUMS and summed(body)

    def adjoint(self, tensor: Tensor, at: Key) -> Value:
        """A symbol, or the derivative of the loss as one expression."""
        if not self.world.inside(tensor, at):
            return 0
        found = covering(self.stated, tensor, self.setting, at)
        if found is not None:
            return found(self, at)
        if self.unfold is not Unfold.EVERYTHING:
            return self.algebra.symbol("adjoint", tensor.name, at)
        node = (tensor.name, at)
        if node not in self._adjoints:
            self._adjoints[node] = self.of_loss(tensor, at)
        return self._adjoints[node]

    def of_loss(self, tensor: Tensor, at: Key) -> sympy.Expr:
        """SymPy's derivative of the loss, everything but this element written out, and then this element too."""
        symbol = self.algebra.symbol("changed", tensor.name, at)
        changed: dict[Node, Value] = {(tensor.name, at): symbol}
        loss = exact(World(self.plan, self.setting, self.field, dual=False, changed=changed).run())
        return stepped(loss.diff(symbol)).xreplace({symbol: exact(self.world.element(tensor, at))})

    def partial(self, of: Tensor, at: Key, by: Tensor, there: Key) -> Value:
        """SymPy's derivative of the equation's body, every element a symbol; then written out if asked for."""
        key = ((of.name, at), (by.name, there))
        known = self._partials.get(key)
        if known is None:
            known = self._partials[key] = self.differentiated(of, at, by, there)
        return known

    def differentiated(self, of: Tensor, at: Key, by: Tensor, there: Key) -> sympy.Expr:
        """A partial derivative that was not asked for before."""
        names = AlgebraView(self.plan, self.setting, self.case, unfold=Unfold.NOTHING, algebra=self.algebra)
        found = slope(names, (of, at), (by, there))
        if self.unfold is Unfold.NOTHING:
            return found
        nodes = names.nodes()
        written = {s: exact(self.element(self.plan.tensors[nodes[s][0]], nodes[s][1])) for s in found.free_symbols}
        return found.xreplace(written)

    def nodes(self) -> dict[sympy.Symbol, Node]:
        """The elements that symbols stand for."""
        return {symbol: key for key, symbol in self.algebra.symbols.items()}  # type: ignore[misc]


def slope(names: AlgebraView, of: tuple[Tensor, Key], by: tuple[Tensor, Key]) -> sympy.Expr:
    """The derivative of one element by another, through its equation and those that are read through."""
    total = sympy.Integer(0)
    definition = names.plan.defined(of[0], names.setting, of[1])
    if definition is None or not names.plan.within(of[0], names.setting, of[1]):
        return total
    body = exact(definition.program(names, of[1]))
    nodes = names.nodes()
    for symbol in sorted(body.free_symbols, key=lambda s: s.name):
        name, at = nodes[symbol]
        direct = stepped(body.diff(symbol))
        if name == by[0].name:
            total += direct if at == by[1] else 0
        elif not names.plan.kept(name, names.case):
            total += direct * slope(names, (names.plan.tensors[name], at), by)
    return total


def stepped(derivative: sympy.Expr) -> sympy.Expr:
    """As in the rule of the language, max(0, x) has slope 0 at 0."""
    return derivative.replace(sympy.Heaviside, lambda x, *_: sympy.Heaviside(x, 0))
