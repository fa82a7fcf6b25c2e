"""The chain rule in numbers: every adjoint as a sum over paths, every path as a product of local derivatives."""

from __future__ import annotations

from ..calculus.local import partial_derivative
from ..calculus.slope import express_slopes
from ..derivation import Derivation, Result
from ..language import Element, Expression, Fresh, Partial, Role, Tensor, Term, elements
from ..paths.counting import count_paths
from .calculation import Calculation, value_of
from .paths import parts_reached
from .records import Gradient, Line, Path

LONGEST = 6  # factors in a row; beyond them the adjoint on the way stands for what is above it


def gradients(derivation: Derivation, calculation: Calculation) -> tuple[Gradient, ...]:
    """The adjoints with the values that the calculation has, layer by layer backwards, each layer in reading order."""
    counts = count_paths(derivation.network)
    chains = Chains(derivation, calculation)
    found = []
    for result in sorted(derivation.results, key=chains.place):
        assert isinstance(result.quantity, Element)
        tensor = result.quantity.tensor
        assert tensor.of is not None
        paths = chains.paths(tensor)
        found.append(Gradient(result.quantity, paths, calculation.value(tensor), counts.get(tensor.of, 0)))
    return tuple(found)


class Chains:
    """The factors of every path, each local derivative worked out and evaluated once."""

    def __init__(self, derivation: Derivation, calculation: Calculation) -> None:
        self.network = derivation.network
        self.calculation = calculation
        self.parts = parts_reached(self.network)
        self.results = {r.quantity.tensor: r for r in derivation.results if isinstance(r.quantity, Element)}
        self._lines: dict[Partial, Line] = {}
        self._order = {tensor: n for n, tensor in enumerate(self.network.tensors())}
        self._depths: dict[Tensor, int] = {}
        for tensor, result in self.results.items():
            above = [adjoint_in(term) for term in result.steps[0].expression.terms]
            self._depths[tensor] = 1 + max((self._depths[a] for a in above if a is not None), default=0)

    def place(self, result: Result) -> tuple[int, bool, int]:
        """By how far it is from the loss, then parameters before what leads further down, then in reading order."""
        assert isinstance(result.quantity, Element)
        tensor = result.quantity.tensor
        assert tensor.of is not None
        return self._depths[tensor], tensor.of.role is not Role.PARAMETER, self._order[tensor.of]

    def paths(self, tensor: Tensor) -> tuple[Path, ...]:
        """The terms of the chain rule for an adjoint."""
        terms = self.results[tensor].steps[0].expression.terms
        owns = [self.own_part(term, terms) for term in terms]
        separate = len(terms) > 1 and all(own is not None for own in owns)
        found = []
        for term, own in zip(terms, owns, strict=True):
            factors = self.factors(term)
            part = Element(own) if separate and own is not None else None
            value = self.upstream(term) * self.local(term).value
            found.append(Path(factors, value, part))
        return tuple(found)

    def own_part(self, term: Term, terms: tuple[Term, ...]) -> Tensor | None:
        """The one part of the loss that a term leads to and no other does, or None."""
        reached = [self.parts.get(partial_in(t).of.tensor, frozenset()) for t in terms]
        mine = reached[terms.index(term)]
        others = [own for other, own in zip(terms, reached, strict=True) if other is not term]
        return next(iter(mine)) if len(mine) == 1 and not any(mine & other for other in others) else None

    def factors(self, term: Term) -> tuple[Line, ...]:
        """The product from the loss, or from the last fork above, down to this term's local derivative."""
        found = [self.local(term)]
        above = adjoint_in(term)
        while above is not None:
            result = self.results[above]
            first = result.steps[0].expression
            if len(first.terms) > 1 or len(found) >= LONGEST:
                found.insert(0, self.known(result))
                break
            found.insert(0, self.local(first.terms[0]))
            above = adjoint_in(first.terms[0])
        return tuple(found)

    def upstream(self, term: Term) -> float:
        """The value of what a local derivative is multiplied by."""
        above = adjoint_in(term)
        return 1.0 if above is None else self.calculation.value(above)

    def known(self, result: Result) -> Line:
        """An adjoint that was computed before."""
        assert isinstance(result.quantity, Element)
        return Line(result.quantity, result.answer, self.calculation.value(result.quantity.tensor))

    def local(self, term: Term) -> Line:
        """A local derivative: its formula, the slope in terms of the output, and its value."""
        partial = partial_in(term)
        if partial not in self._lines:
            answer = partial_derivative(self.network, partial, None, Fresh()).answer
            formula = express_slopes(self.network, answer)
            self._lines[partial] = Line(partial, formula, self.compute(formula))
        return self._lines[partial]

    def compute(self, formula: Expression) -> float:
        """The value of a formula of quantities that are known."""
        return value_of(formula, {used.tensor.name: self.calculation.before(used.tensor) for used in elements(formula)})


def partial_in(term: Term) -> Partial:
    """The partial derivative in a term of the chain rule."""
    return next(base for base, _ in term.factors if isinstance(base, Partial))


def adjoint_in(term: Term) -> Tensor | None:
    """The upstream adjoint in a term of the chain rule; the loss's own is 1 and not written."""
    return next((base.tensor for base, _ in term.factors if isinstance(base, Element)), None)
