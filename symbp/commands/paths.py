"""symbp paths: how many ways lead from one quantity to another, and the product along each."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping

from ..errors import SpecError
from ..language import Expression, Partial, as_expression
from ..paths import Path, Paths, paths
from ..render.mathematics.text import Typist
from ..spec import load
from ..worked import evaluate
from ..worked.calculation import value_of


def run(arguments: Namespace) -> int:
    """The number of paths; where there are few, each as quantities, slopes and product, and their sum."""
    found = paths(load(arguments.source), arguments.start, arguments.end, most=arguments.most)
    print("\n".join(lines(found)))
    return 0


def lines(found: Paths) -> list[str]:
    """What is said about the paths."""
    of, by = found.of.tensor.name, found.by.tensor.name
    text = [f"{found.count} path{'s' * (found.count != 1)} from {of} to {by}"]
    typist = Typist(reserved=frozenset(tensor.name for tensor in found.network.tensors()))
    if found.components is not None and found.of != found.by and found.by.tensor.sizes:
        text.append(f"{typist.expression(found.components)} from {of} to one component of {by}")
    if found.count and not found.listed and found.of != found.by:
        text.append("too many to list; --most N lists up to N")
    typist = typist.of(as_expression(Partial(found.of, found.by)))
    known = numbers(found)
    for number, path in enumerate(found.listed, start=1):
        text += ["", f"{number}. {' <- '.join(names(path))}", *product(typist, path, known)]
    if found.derivative is not None and found.listed:
        left = typist.base(Partial(found.of, found.by))
        sum_of = f"{found.count} products added: " if found.count > 1 else ""
        text += ["", f"{sum_of}{left} = {typist.expression(found.derivative)}{value(found.derivative, known)}"]
    return text


def names(path: Path) -> list[str]:
    """The quantities of a path, with the place at which each is used where there are several."""
    found = [path.quantities[0].name]
    for arrow in path.arrows:
        place = f" (place {arrow.place} of {arrow.places})" if arrow.places > 1 else ""
        found.append(arrow.source.name + place)
    return found


def product(typist: Typist, path: Path, known: Mapping[str, float]) -> list[str]:
    """The slope along every arrow, then their product."""
    inner = typist.scope(path.sums)
    rows = [
        (inner.base(partial), inner.expression(slope), value(slope, known))
        for partial, slope in zip(path.partials, path.slopes, strict=True)
    ]
    rows.append(("product", typist.expression(path.product), value(path.product, known)))
    wide = max(len(left) for left, _, _ in rows)
    return [f"   {left:<{wide}} = {right}{number}" for left, right, number in rows]


def numbers(found: Paths) -> Mapping[str, float]:
    """The value of every quantity, where all are single numbers with values and functions with a formula."""
    if not found.network.numbers.values or any(tensor.sizes for tensor in found.network.tensors()):
        return {}
    try:
        return evaluate(found.network)
    except SpecError:
        return {}


def value(expression: Expression, known: Mapping[str, float]) -> str:
    """= number, where there is one and it is not what stands there already."""
    if not known or not any(term.factors for term in expression.terms):
        return ""
    return f" = {value_of(expression, known):.9g}"
