"""The sheet: a complete hand calculation as a list of lines, each a quantity and its formula in earlier ones.

Forward values, local derivatives, adjoints as sums over paths, what an update rule carries on, and updated parameters
are all lines over single numbers.  The right sheet follows from the network alone; a mistake is another sheet (see
`causes`), and what an author carries on is a sheet with some lines replaced by numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from ..calculus.local import partial_derivative
from ..calculus.slope import express_slopes
from ..language import (
    ONE,
    Element,
    Expression,
    Fresh,
    Network,
    Partial,
    Role,
    Tensor,
    adjoint,
    after,
    as_expression,
    elements,
    product,
    remember,
    renewed,
)
from ..update import Formula, begins, moves
from .ratios import name_shares

LOCALS = 8192  # tensors of local derivatives that are kept, so that equal ones are one and the same


class Kind(Enum):
    """What a line computes."""

    VALUE = "value"  # a quantity of the forward pass, by its equation
    LOCAL = "local"  # the derivative of one quantity by another that stands in its equation
    ADJOINT = "adjoint"  # the derivative of the loss, the sum over all uses of upstream times local
    STATE = "state"  # what the update rule carries on, after one step
    UPDATED = "updated"  # a parameter after one step


@dataclass(frozen=True)
class Line:
    """`tensor` = `formula`, a sum of products of tensors without indices that stand in other lines or are given.

    A value's line is under the quantity's own tensor, an adjoint's under `language.adjoint` of it, the others under
    `local` and `updated` below.  `of` and `by` name what the line belongs to: the quantity itself, or both ends of a
    derivative; of a state also the parameter.
    """

    kind: Kind
    tensor: Tensor
    formula: Expression
    of: Tensor
    by: Tensor | None = None

    @property
    def moves(self) -> bool:
        """Whether its number takes the place of `of` in the next step."""
        return self.kind in (Kind.UPDATED, Kind.STATE)


@dataclass(frozen=True)
class Sheet:
    """A network of single numbers and its lines, each after those that it reads.

    `updates` may stand anywhere after what they read: the one who updates in turn uses new weights in later lines.
    """

    network: Network
    lines: tuple[Line, ...]

    def line(self, tensor: Tensor) -> Line | None:
        """The line that computes a quantity; None for what is given."""
        return by_tensor(self).get(tensor)

    def of_kind(self, kind: Kind) -> tuple[Line, ...]:
        """The lines of one kind, in order."""
        return tuple(line for line in self.lines if line.kind is kind)

    def replaced(self, *changed: Line) -> Sheet:
        """The sheet with these lines in place of those of the same quantities, in an order that can be read."""
        new = {line.tensor: line for line in changed}
        return in_order(replace(self, lines=tuple(new.get(line.tensor, line) for line in self.lines)))


@remember
def by_tensor(sheet: Sheet) -> dict[Tensor, Line]:
    """The lines by what they compute."""
    return {line.tensor: line for line in sheet.lines}


@lru_cache(LOCALS)
def local(of: Tensor, by: Tensor) -> Tensor:
    """The tensor of a local derivative; no name from outside holds a slash, so it cannot be taken."""
    return Tensor(f"d{of.name}/d{by.name}", role=Role.ADJOINT)


@remember
def updated(moving: Tensor) -> Tensor:
    """The tensor of a parameter, or of what the update rule carries on, after one update."""
    return renewed(moving)


@remember
def given_values(sheet: Sheet) -> dict[Tensor, Decimal]:
    """What a calculation begins with: the network's own numbers, the rule's constants, its state before any step."""
    numbers, computed = sheet.network.values(), {line.tensor for line in sheet.lines}
    own = {t: numbers.get(t.name) for t in sheet.network.tensors() if t not in computed}
    moving = (Formula(line.of, line.formula) for line in sheet.lines if line.moves)
    return {t: value for t, value in own.items() if isinstance(value, Decimal)} | begins(sheet.network, moving)


def is_part(tensor: Tensor) -> bool:
    """Whether it is a loss of one output."""
    return tensor.role is Role.PART


def right_sheet(network: Network) -> Sheet:
    """The sheet of a network of single numbers (`worked.spell_out`): nothing left out, nothing read through.

    Raises:
        SymbpError: the network is not one of single numbers.
    """
    whole = replace(network, equations=tuple(replace(equation, kept=True) for equation in network.equations))
    lines = [Line(Kind.VALUE, e.tensor, e.body, e.tensor) for e in whole.equations]
    fresh = Fresh()
    terms: dict[Tensor, list[Expression]] = {whole.loss: []}
    for equation in reversed(whole.equations):
        if equation.tensor not in terms:
            continue  # the loss does not depend on it
        if equation.tensor != whole.loss:
            lines.append(adjoint_line(equation.tensor, terms))
        upstream = ONE if equation.tensor == whole.loss else as_expression(Element(adjoint(equation.tensor)))
        for used in dict.fromkeys(element.tensor for element in elements(equation.body)):
            if used.role in (Role.TARGET, Role.CONSTANT):
                continue
            partial = Partial(Element(equation.tensor), Element(used))
            answer = partial_derivative(whole, partial, None, fresh).answer
            here = local(equation.tensor, used)
            answer = name_shares(whole, express_slopes(whole, answer))
            lines.append(Line(Kind.LOCAL, here, answer, equation.tensor, used))
            terms.setdefault(used, []).append(product((upstream, as_expression(Element(here)))))
    parameters = [tensor for tensor in whole.with_role(Role.PARAMETER) if tensor in terms]
    lines += [adjoint_line(given, terms) for given in (*parameters, *whole.with_role(Role.INPUT)) if given in terms]
    lines += update_lines(network, parameters)
    return in_order(Sheet(network, tuple(lines)))


def adjoint_line(tensor: Tensor, terms: dict[Tensor, list[Expression]]) -> Line:
    """The derivative of the loss by a quantity: one term for each use."""
    body = Expression(tuple(term for part in terms[tensor] for term in part.terms))
    return Line(Kind.ADJOINT, adjoint(tensor), body, tensor)


def update_lines(network: Network, parameters: list[Tensor]) -> list[Line]:
    """One step of every parameter by the network's rule; none without a learning rate."""
    found = []
    for formula in moves(network, parameters):
        carried = formula.of.role is Role.STATE
        kind, by = (Kind.STATE, formula.parameter) if carried else (Kind.UPDATED, None)
        found.append(Line(kind, formula.to, formula.body, formula.of, by))
    return found


def in_order(sheet: Sheet) -> Sheet:
    """The same lines, each after those that it reads; as they stand where nothing forbids it.

    Raises:
        ValueError: lines that read each other.
    """
    try:
        lines = after(sheet.lines, lambda line: line.tensor, lambda line: (e.tensor for e in elements(line.formula)))
    except ValueError as error:
        raise ValueError(f"{error.args[0].tensor.name} is computed from itself") from None
    return Sheet(sheet.network, lines)
