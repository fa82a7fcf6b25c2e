"""Which sizes, labels and coefficients a derivation mentions."""

from __future__ import annotations

from collections.abc import Iterator

from symbp.derivation import Derivation, Result
from symbp.language import Affine, Cardinal, Element, Expression, Extent, Index, Position, Size, Term, Within, inside


def terms(derivation: Derivation) -> Iterator[Term]:
    """Every term of the equations and of all steps, those inside parentheses too."""
    for equation in derivation.chain.equations:
        yield from terms_in(equation.body)
    yield from terms_of(derivation.results)


def terms_of(results: tuple[Result, ...]) -> Iterator[Term]:
    """Every term of the steps of results, and of their substeps."""
    for result in results:
        for step in result.steps:
            yield from terms_in(step.expression)
            yield from terms_of(step.substeps)


def terms_in(expression: Expression) -> Iterator[Term]:
    """Every term, those inside parentheses too."""
    for term in expression.terms:
        yield term
        for base, _ in term.factors:
            body = inside(base)
            if body is not None:
                yield from terms_in(body)


def extents(derivation: Derivation) -> tuple[Extent, ...]:
    """All sizes as they are written, symbols and integers, in reading order."""
    found: dict[Position, None] = {}
    for tensor in derivation.chain.tensors():
        found |= dict.fromkeys(label.index.size for label in tensor.labels)
        found |= dict.fromkeys(tensor.sizes)
    for term in terms(derivation):
        found |= dict.fromkeys(index.size for index in term.bound)
        for base, _ in term.factors:
            if isinstance(base, Element):
                found |= dict.fromkeys(base.tensor.extents(base.labels))
            elif isinstance(base, Cardinal | Within):
                found.setdefault(base.size)
    return tuple(size for size in found if isinstance(size, int | Size))


def label_indices(derivation: Derivation) -> tuple[Index, ...]:
    """The formal label indices, such as layer and time."""
    return tuple(dict.fromkeys(label.index for tensor in derivation.chain.tensors() for label in tensor.labels))


def coefficients(derivation: Derivation) -> frozenset[int]:
    """The numerators and denominators of all coefficients."""
    return frozenset(n for t in terms(derivation) for n in (abs(t.coefficient.numerator), t.coefficient.denominator))


def related(derivation: Derivation) -> bool:
    """Whether a tensor is read at a place that is no plain index, as in a convolution: its sizes hang together."""
    for term in terms(derivation):
        for base, _ in term.factors:
            if isinstance(base, Element) and any(isinstance(p, Affine | int) for p in base.indices):
                return True
            if isinstance(base, Within) and isinstance(base.position, Affine) and len(base.position.terms) > 1:
                return True
    return False
