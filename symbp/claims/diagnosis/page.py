"""A sheet and what there is around its lines: layers, siblings, slopes, and the order in which one calculates."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from copy import copy
from functools import cached_property

from ...language import (
    Apply,
    Element,
    Expression,
    Factor,
    Role,
    Tensor,
    adjoint,
    as_expression,
    elements,
    inside,
    remember,
)
from ...worked.reader import Reader
from ..sheet import Kind, Line, Sheet, by_tensor, given_values, in_order, updated
from .slip import Slip, Variant
from .slopes import Slope, slopes

GIVEN = (Role.INPUT, Role.TARGET, Role.PARAMETER, Role.CONSTANT)


class Page:
    """A sheet in the order of calculation, every parameter updated as soon as its gradient is known."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = in_order(Sheet(sheet.network, tuple(sorted(sheet.lines, key=early(sheet)))))
        self.network = sheet.network
        self.lines = by_tensor(self.sheet)
        self.base: Page = self
        self.extra: tuple[Line, ...] = ()
        self.readers: dict[Expression, Reader] = {}
        self.layers: dict[Tensor, Hashable] = {}
        self.slips: dict[Tensor, tuple[tuple[str, Slip], ...]] = {}
        self.variants: dict[tuple[Tensor, ...], tuple[Variant, ...]] = {}
        self.rank = {line.tensor: rank for rank, line in enumerate(self.sheet.lines)}

    def extended(self, more: Sequence[Line]) -> Page:
        """The same page with lines below it, which nothing on it reads."""
        extra = tuple(line for line in more if line.tensor not in self.lines)
        if not extra:
            return self
        found = copy(self)
        found.base = self
        found.extra = extra
        found.variants = {}
        found.cells = {**self.cells, **{line.tensor: len(self.cells) + n for n, line in enumerate(extra)}}
        found.sheet = Sheet(self.network, (*self.sheet.lines, *extra))
        found.lines = {**self.lines, **{line.tensor: line for line in extra}}
        found.rank = {**self.rank, **{line.tensor: len(self.rank) + n for n, line in enumerate(extra)}}
        return found

    @cached_property
    def cells(self) -> dict[Tensor, int]:
        """A place for everything: what is given first, then the lines."""
        every = (*self.given, *(line.tensor for line in self.sheet.lines))
        return {tensor: place for place, tensor in enumerate(every)}

    @cached_property
    def updates(self) -> tuple[Line, ...]:
        """The lines of updated parameters, and of what the rule carries on."""
        return tuple(line for line in self.sheet.lines if line.moves)

    @cached_property
    def given(self) -> tuple[Tensor, ...]:
        """What no line computes."""
        own = (tensor for tensor in self.network.tensors() if tensor not in self.lines)
        return tuple(dict.fromkeys((*own, *given_values(self.sheet))))

    @cached_property
    def depths(self) -> dict[Tensor, int]:
        """How many equations lead from what is given to a quantity, at most."""
        found = dict.fromkeys(self.given, 0)
        for line in self.sheet.of_kind(Kind.VALUE):
            found[line.tensor] = 1 + max((found.get(e.tensor, 0) for e in elements(line.formula)), default=0)
        return found

    @cached_property
    def users(self) -> dict[Tensor, list[Line]]:
        """The equations in which a quantity stands."""
        found: dict[Tensor, list[Line]] = {}
        for line in self.sheet.of_kind(Kind.VALUE):
            for tensor in dict.fromkeys(e.tensor for e in elements(line.formula)):
                found.setdefault(tensor, []).append(line)
        return found

    def place(self, tensor: Tensor) -> int:
        """Where a quantity stands in reading order."""
        return self.reading.get(tensor, len(self.reading))

    @cached_property
    def reading(self) -> dict[Tensor, int]:
        """The places of all quantities."""
        return {tensor: place for place, tensor in enumerate(self.network.tensors())}

    def layer(self, tensor: Tensor) -> Hashable:
        """What all quantities of one sort have in common: role, operation and depth; for given ones those of a use."""
        if tensor not in self.layers:
            self.layers[tensor] = self.find_layer(tensor)
        return self.layers[tensor]

    def find_layer(self, tensor: Tensor) -> Hashable:
        """The same, found anew; biases are told from weights."""
        if self.depths.get(tensor):
            return tensor.role, self.operation(tensor), self.depths[tensor]
        if tensor.role is not Role.PARAMETER:
            return tensor.role
        uses = self.users.get(tensor, [])
        alone = any(term.factors == ((Element(tensor), 1),) for line in uses[:1] for term in line.formula.terms)
        return tensor.role, min((self.depths[line.tensor] for line in uses), default=0), alone

    def sort(self, line: Line) -> Hashable:
        """What all lines of one sort have in common: kind, and the layers of both ends."""
        return line.kind, self.layer(line.of), None if line.by is None else self.layer(line.by)

    def operation(self, tensor: Tensor) -> str:
        """The name of what computes a quantity."""
        return self.operations.get(tensor, "")

    @cached_property
    def operations(self) -> dict[Tensor, str]:
        """The names by quantity."""
        return {equation.tensor: equation.operation for equation in self.network.equations}

    @cached_property
    def places(self) -> dict[Tensor, tuple[list[Tensor], int]]:
        """Everything of one sort in reading order, and the place in it, for each quantity."""
        sorts: dict[Hashable, list[Tensor]] = {}
        for tensor in self.given:
            sorts.setdefault(self.layer(tensor), []).append(tensor)
        for line in self.sheet.lines:
            sorts.setdefault(self.sort(line), []).append(line.tensor)
        return {tensor: (every, place) for every in sorts.values() for place, tensor in enumerate(every)}

    def siblings(self, tensor: Tensor, most: int = 8) -> tuple[Tensor, ...]:
        """The others of the same sort, nearest first."""
        every, at = self.places.get(tensor, ([], 0))
        steps = (step for away in range(1, most + 1) for step in (at - away, at + away))
        return tuple(every[place] for place in steps if 0 <= place < len(every))[:most]

    @cached_property
    def slopes(self) -> dict[Tensor, Slope]:
        """The activation's derivative in each local derivative that has one."""
        return slopes(self.sheet)

    def is_slope(self, tensor: Tensor) -> bool:
        """Whether a local derivative is an activation's derivative and nothing else."""
        return tensor in self.slopes and self.slopes[tensor].rest == as_expression(1)

    def name(self, tensor: Tensor) -> str:
        """A quantity as one writes it in a line of text: out_o1, dE/dw5, dout_o1/dnet_o1, w5+."""
        return f"d{self.network.loss.name}/d{tensor.of.name}" if tensor.of is not None else tensor.name

    def show(self, factor: Factor) -> str:
        """A factor in a line of text."""
        base, exponent = factor
        inner = inside(base)
        text = self.name(base.tensor) if isinstance(base, Element) else ""
        if inner is not None:
            read = ", ".join(dict.fromkeys(self.name(element.tensor) for element in elements(inner)))
            text = f"{base.function.name}({read})" if isinstance(base, Apply) else f"({read})"
        return text if exponent == 1 else f"{text}^{exponent}"

    def update(self, parameter: Tensor) -> Line | None:
        """The line that updates a parameter."""
        return self.lines.get(updated(parameter))

    def adjoint(self, tensor: Tensor) -> Line | None:
        """The line that computes a derivative of the loss."""
        return self.lines.get(adjoint(tensor))


def early(sheet: Sheet) -> Callable[[Line], tuple[int, bool]]:
    """Forward first; then by the distance from the loss, parameters and their updates before anything else."""
    levels: dict[Tensor, int] = {}
    for line in sheet.of_kind(Kind.ADJOINT):
        above = (element.tensor.of for element in elements(line.formula))
        levels[line.of] = 1 + max((levels.get(of, 0) for of in above if of is not None), default=0)

    def key(line: Line) -> tuple[int, bool]:
        if line.kind is Kind.VALUE:
            return 0, False
        of = line.by if line.kind in (Kind.LOCAL, Kind.STATE) and line.by is not None else line.of
        own = of.role is Role.PARAMETER and line.kind is not Kind.LOCAL
        return levels.get(of, len(levels) + 1), not own

    return key


@remember
def page_of(sheet: Sheet) -> Page:
    """The page of a sheet, made once."""
    return Page(sheet)
