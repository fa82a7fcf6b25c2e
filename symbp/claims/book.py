"""Every quantity of a network as a line over earlier ones: those of the sheet, and what more a claim may be about.

    dE_o1/dout_h1     sum over the uses v of out_h1 of dE_o1/dv * dv/dout_h1
    after n updates   the same lines over the parameters after n updates

A quantity's lines are made when it is asked for, and the sheet itself never changes.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise

from ..errors import SpecError
from ..language import (
    ONE,
    Element,
    Expression,
    Network,
    Role,
    Tensor,
    adjoint,
    as_expression,
    elements,
    product,
    remember,
)
from .evaluate import evaluate
from .iterates import Iterates
from .needs import Store
from .quantity import Spelled, spelled
from .records import Quantity
from .relations import below, given, places, uses
from .sheet import Kind, Line, Sheet, by_tensor, local, right_sheet, updated
from .stages import at_stage, is_moving, mark, stage, staged
from .trace import Trace

RESULT = Tensor("claim/result")
QUANTITIES = 4096  # of one network, whose lines are kept


class Book:
    """The sheet of a network, and the lines of other quantities on demand.

    `made` and `sheet` are given where a convention changes the network in single numbers, or its sheet.
    """

    def __init__(self, network: Network, made: Spelled | None = None, sheet: Sheet | None = None) -> None:
        self.spelled = made or spelled(network)
        self.network = network if made else self.spelled.network
        self.sheet = sheet or right_sheet(self.network)
        self.lines = by_tensor(self.sheet)
        self.truth = evaluate(self.sheet)
        self.uses = uses(self.sheet)
        self.values = {t.name: t for t in self.network.tensors()}
        self.lines_of = lru_cache(QUANTITIES)(self.make)
        self.after = lru_cache(16)(Iterates(self.sheet).after)
        self.needs = Store()

    def make(self, quantity: Quantity) -> tuple[Line, ...]:
        """The lines down to what is given, each after those it reads; the last one is the quantity's.

        Nothing for what is given itself.

        Raises:
            SpecError: the quantity does not depend on what it is differentiated by, or cannot be computed.
        """
        found: dict[Tensor, Line] = {}
        key = self.key(quantity, found)
        ordered: dict[Tensor, Line] = {}
        self.arrange(key, quantity.updates, found, ordered)
        return tuple(ordered.values())

    def key(self, quantity: Quantity, more: dict[Tensor, Line]) -> Tensor:
        """The tensor that a quantity has on the sheet; lines that the sheet lacks are put into `more`.

        Raises:
            SpecError: there is no such derivative.
        """
        of, by, n = quantity.tensor, quantity.by, quantity.updates
        if (n or quantity.step) and self.network.numbers.rate is None:
            raise SpecError("[numbers], rate: expected a learning rate to update with, found none")
        if quantity.step:
            return self.step(of, more)
        if by is None and of.role is Role.STATE and not is_moving(self.sheet, of):
            raise SpecError(f"expected a quantity that an update changes, found {of.name}")
        if by is None:
            return stage(of, n, is_moving(self.sheet, of))
        if quantity.through:
            ends = (of, *quantity.through, by)
            legs = [self.total(a, b, more, n) for a, b in pairwise(ends)]
            name = "/".join(f"d{tensor.name}" for tensor in ends)
            return self.enter(Tensor(f"{name}{mark(n)}", role=Role.ADJOINT), chain(*legs), of, by, more)
        if quantity.local and local(of, by) in self.lines:
            return stage(local(of, by), n)
        return self.total(of, by, more, n)

    def total(self, of: Tensor, by: Tensor, more: dict[Tensor, Line], n: int) -> Tensor:
        """The derivative over all paths; the sheet's own line where there is one."""
        if of == self.network.loss and adjoint(by) in self.lines:
            return stage(adjoint(by), n)
        between = self.between(of, by)
        if by.role in (Role.TARGET, Role.CONSTANT) and by in self.below(of):
            raise SpecError(f"expected a derivative by something that is learnt or computed, found {by.name}")
        if between == {of}:
            return stage(local(of, by), n)
        here = Tensor(f"d{of.name}/d{by.name}/all{mark(n)}", role=Role.ADJOINT)
        if here not in more:
            body = ONE if of == by else Expression()
            for use in sorted(between, key=lambda tensor: self.place(tensor), reverse=True):
                step = as_expression(Element(stage(local(use, by), n)))
                above = step if use == of else chain(self.total(of, use, more, n)) * step
                body = body + above
            self.enter(here, body, of, by, more)
        return here

    def step(self, parameter: Tensor, more: dict[Tensor, Line]) -> Tensor:
        """What an update adds to a parameter: w+ without w."""
        here = Tensor(f"Δ{parameter.name}", role=Role.PARAMETER)
        line = self.lines.get(updated(parameter))
        if line is None:
            raise SpecError(f"expected a parameter that is learnt, found {parameter.name}")
        own = ((Element(parameter), 1),)
        body = Expression(tuple(term for term in line.formula.terms if term.factors != own))
        more[here] = Line(Kind.UPDATED, here, body, parameter)
        return here

    def value(self, key: Tensor, lines: tuple[Line, ...]) -> float:
        """The true value of what some lines compute."""
        if key in self.truth or not lines:
            return self.truth[key]
        found = dict(self.truth)
        trace = Trace()
        for tensor in given(lines):
            trace.put(tensor)
        for line in lines:
            trace.define(line.tensor, line.formula)
        value: float = trace.floats(found)[trace.of[key]]
        return value

    def worth(self, body: Expression, lines: tuple[Line, ...]) -> float:
        """The true value of a formula over some lines and what they read."""
        own = {e.tensor for e in elements(body)}
        if own <= self.truth.keys():
            trace = Trace()
            for tensor in own:
                trace.put(tensor)
            trace.define(RESULT, body)
            value: float = trace.floats(self.truth)[trace.of[RESULT]]
            return value
        return self.value(RESULT, (*lines, Line(Kind.VALUE, RESULT, body, RESULT)))

    def between(self, of: Tensor, by: Tensor) -> set[Tensor]:
        """The direct uses of `by` on which `of` depends, or which it is."""
        return {use for use in self.uses.get(by, ()) if use == of or use in self.below(of)}

    def below(self, of: Tensor) -> frozenset[Tensor]:
        """Everything that a quantity is computed from."""
        return below(self.sheet).get(of, frozenset())

    def place(self, tensor: Tensor) -> int:
        """Where a quantity stands on the sheet."""
        return places(self.sheet).get(tensor, -1)

    def enter(self, here: Tensor, body: Expression, of: Tensor, by: Tensor, more: dict[Tensor, Line]) -> Tensor:
        """A line that the sheet lacks."""
        more[here] = Line(Kind.ADJOINT, here, body, of, by)
        return here

    def arrange(self, key: Tensor, n: int, more: dict[Tensor, Line], done: dict[Tensor, Line]) -> None:
        """Put the lines that a tensor needs in order."""
        stack: list[tuple[Tensor, bool]] = [(key, False)]
        later = staged(self.sheet, n, self.after)
        while stack:
            here, ready = stack.pop()
            line = more.get(here) or self.lines.get(here)
            if line is None and here in later:
                line = more[here] = at_stage(self.sheet, here, *later[here])
            if line is None or here in done:
                continue
            if ready:
                done[here] = line
            else:
                stack += [(here, True), *((e.tensor, False) for e in elements(line.formula) if e.tensor not in done)]


def chain(*legs: Tensor) -> Expression:
    """The product of derivatives."""
    return product(tuple(as_expression(Element(leg)) for leg in legs))


@remember
def book(network: Network) -> Book:
    """The book of a network, made once.

    Raises:
        SymbpError: the network cannot be spelled out, or has no numbers.
    """
    return Book(network)
