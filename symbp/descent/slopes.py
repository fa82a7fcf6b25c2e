"""First and second derivatives of the function, both by the same engine: the slope is a function again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

import sympy

from ..certify import Certificate, certify
from ..derivation import Derivation
from ..derive import derive
from ..language import ZERO, Base, Element, Equation, Expression, Network, Role, Tensor, elements, rewrite
from .algebra import Algebra, compare
from .records import Checked, Problem


def gradient(derivation: Derivation, variables: Iterable[Tensor]) -> tuple[Expression, ...]:
    """The slopes by all variables, in the variables alone; 0 by one that drops out."""
    equation = derivation.network.equations[-1]
    found = {result.quantity.tensor.of: result.answer for result in derivation.results}  # type: ignore[union-attr]

    def unfold(base: Base) -> Expression | None:
        return equation.body if isinstance(base, Element) and base.tensor == equation.tensor else None

    return tuple(rewrite(found.get(variable, ZERO), unfold) for variable in variables)


def slopes(problem: Problem) -> tuple[Derivation, tuple[Checked, ...]]:
    """The derivation of the gradient, and what its certificate says."""
    derivation = derive(problem.network)
    return derivation, counted("slopes", certify(derivation))


def curvatures(
    problem: Problem, slope: tuple[Expression, ...]
) -> tuple[tuple[tuple[Expression, ...], ...], tuple[Checked, ...]]:
    """The second derivatives, each row the gradient of one slope; compared with SymPy's own, and certified."""
    rows: list[tuple[Expression, ...]] = []
    checked: list[Checked] = []
    for number, body in enumerate(slope):
        if not any(True for _ in elements(body)):
            rows.append(tuple(ZERO for _ in problem.variables))
            continue
        loss = Tensor(f"slope{number}", role=Role.LOSS)
        derivation = derive(Network("slope", "", (Equation(Element(loss), body),), loss))
        rows.append(gradient(derivation, problem.variables))
        checked += counted("curvatures", certify(derivation))
    checked += [Checked("second", compare(*pair), 1) for pair in beside(problem, rows)]
    return tuple(rows), merged(checked)


def beside(problem: Problem, rows: list[tuple[Expression, ...]]) -> Iterable[tuple[sympy.Expr, sympy.Expr]]:
    """Every second derivative, and SymPy's own of the function as it stands."""
    algebra = Algebra()
    whole = algebra(problem.body)
    for one, row in zip(problem.variables, rows, strict=True):
        for other, found in zip(problem.variables, row, strict=True):
            yield algebra(found), whole.diff(algebra.tensor(one), algebra.tensor(other))


def counted(key: str, certificate: Certificate) -> tuple[Checked, ...]:
    """The verdicts of a certificate."""
    return tuple(Checked(key, kind, count) for kind, count in certificate.counts.items() if count)


def merged(checked: Iterable[Checked]) -> tuple[Checked, ...]:
    """The counts of one key and one verdict added up, those of nothing left out."""
    ordered = sorted(checked, key=lambda found: (found.key, found.kind))
    groups = groupby(ordered, key=lambda found: (found.key, found.kind))
    sums = (Checked(key, kind, sum(found.count for found in run)) for (key, kind), run in groups)
    return tuple(found for found in sums if found.count)
