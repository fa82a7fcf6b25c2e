"""A network prepared for evaluation: equations as programs, ranges of tensors, facts that data have to satisfy."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from symbp.language import Case, Element, Equation, Expression, Fact, Index, Network, Tensor, elements, indices_in

from .evaluator import Program
from .setting import Setting, extent, position
from .view import Key


@dataclass(frozen=True)
class Definition:
    """An equation as a program; `same` are the tensors that it reads at its own labels."""

    equation: Equation
    program: Program
    same: tuple[Tensor, ...]


@dataclass(frozen=True)
class Constraint:
    """A fact about data: the sum of a tensor's elements along these places of its key has a known value."""

    tensor: Tensor
    along: tuple[int, ...]
    value: Program


class Plan:
    """What every evaluation of one network has in common."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.definitions = {equation.tensor.name: definition(equation) for equation in network.equations}
        self.tensors = {tensor.name: tensor for tensor in network.tensors()}
        found = [constraint(fact) for fact in network.facts if fact.declared]
        self.constraints = {
            rule.tensor.name: rule for rule in found if rule is not None and rule.tensor.name not in self.definitions
        }
        self.undrawn = tuple(
            fact
            for fact, rule in zip((f for f in network.facts if f.declared), found, strict=True)
            if rule is None or self.constraints.get(rule.tensor.name) is not rule
        )
        self.pinned = frozenset(
            used.tensor.name
            for equation in network.equations
            for used in elements(equation.body)
            if used.labels and not any(indices_in(label) for label in used.labels)
        )

    def kept(self, name: str, case: Case | None) -> bool:
        """Whether the chain rule stops at a quantity: the last layer's is kept where a case pins its label."""
        found = self.definitions.get(name)
        if found is None or found.equation.kept:
            return True
        return case is not None and case.value is not None and name in self.pinned

    def labelled(self, tensor: Tensor, setting: Setting, labels: Key) -> bool:
        """Whether labels are in a tensor's range."""
        for label, value in zip(tensor.labels, labels, strict=True):
            if not position(label.first, {})(setting, []) <= value <= position(label.last, {})(setting, []):
                return False
        return True

    def extents(self, tensor: Tensor, setting: Setting, labels: Key) -> Key:
        """The numbers of rows, columns and so on at these labels."""
        slots = {label.index: slot for slot, label in enumerate(tensor.labels)}
        return tuple(extent(size, slots)(setting, list(labels)) for size in tensor.sizes)

    def within(self, tensor: Tensor, setting: Setting, at: Key) -> bool:
        """Whether an element is in its tensor's range."""
        count = len(tensor.labels)
        labels, indices = at[:count], at[count:]
        if not self.labelled(tensor, setting, labels):
            return False
        sizes = self.extents(tensor, setting, labels)
        return all(0 <= index < size for index, size in zip(indices, sizes, strict=True))

    def defined(self, tensor: Tensor, setting: Setting, at: Key) -> Definition | None:
        """The equation for an element; None for data, also at labels where what the equation reads is out of range.

        The activation of the first layer is data, since there is no pre-activation it could be a function of.
        """
        found = self.definitions.get(tensor.name)
        labels = at[: len(tensor.labels)]
        if found is None or not all(self.labelled(other, setting, labels) for other in found.same):
            return None
        return found

    def keys(self, tensor: Tensor, setting: Setting, labels: Key) -> list[Key]:
        """Every element at these labels."""
        if not self.labelled(tensor, setting, labels):
            return []
        return [(*labels, *at) for at in product(*map(range, self.extents(tensor, setting, labels)))]

    def labels(self, tensor: Tensor, setting: Setting) -> list[Key]:
        """Every combination of labels in a tensor's range."""
        ranges = (
            range(position(label.first, {})(setting, []), position(label.last, {})(setting, []) + 1)
            for label in tensor.labels
        )
        return list(product(*ranges))


def definition(equation: Equation) -> Definition:
    """An equation as a program over its formal labels and indices."""
    output = equation.output
    formal = tuple(p for p in output.labels + output.indices if isinstance(p, Index))
    same = tuple(
        dict.fromkeys(e.tensor for e in elements(equation.body) if e.labels == output.labels and e.tensor.labels)
    )
    return Definition(equation, Program(equation.body, formal), same)


def constraint(fact: Fact) -> Constraint | None:
    """A fact that values can be made to satisfy: a sum of elements, of one tensor or one by one, of known value."""
    terms = fact.left.terms
    if not terms or any(len(t.factors) != 1 or t.factors[0][1] != 1 or t.coefficient != 1 for t in terms):
        return None
    base = terms[-1].factors[0][0]
    if not isinstance(base, Element):
        return None
    at = base.labels + base.indices
    plain = tuple(p for p in at if isinstance(p, Index))
    if len(set(plain)) < len(at):
        return None
    if len(terms) == 1 and terms[0].bound and set(terms[0].bound) <= set(plain):
        along = tuple(place for place, p in enumerate(plain) if p in terms[0].bound)
        return Constraint(base.tensor, along, Program(fact.right, plain))
    single = not any(term.bound for term in terms) and all(t.factors[0][0] != base for t in terms[:-1])
    others = Expression(terms[:-1])
    return Constraint(base.tensor, (), Program(fact.right - others, plain)) if single else None
