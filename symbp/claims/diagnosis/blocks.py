"""Weight matrices, found in the equations: z_k = sum over j of w_kj x_j, one row for each k that reads the same x."""

from __future__ import annotations

from ...language import Element, Role, Tensor, Term, remember
from ..sheet import Kind, Line
from .page import Page


@remember
def transposes(page: Page) -> dict[Tensor, Tensor]:
    """For each weight the one that stands in its place if the matrix is read the other way round."""
    rows: dict[tuple[Tensor, ...], list[tuple[Tensor, ...]]] = {}
    for line in page.sheet.of_kind(Kind.VALUE):
        weights, inputs = row(line)
        if weights and weights not in rows.get(inputs, []):
            rows.setdefault(inputs, []).append(weights)
    found: dict[Tensor, Tensor] = {}
    for inputs, matrix in rows.items():
        flat = [weight for weights in matrix for weight in weights]
        height, width = len(matrix), len(inputs)
        if height > 1 and width > 1 and len(set(flat)) == height * width:
            for k, weights in enumerate(matrix):
                for j, weight in enumerate(weights):
                    if flat[j * height + k] != weight:
                        found.setdefault(weight, flat[j * height + k])
    return found


def row(line: Line) -> tuple[tuple[Tensor, ...], tuple[Tensor, ...]]:
    """The weights and what they are multiplied with, in a weighted input."""
    weights, inputs = [], []
    for term in line.formula.terms:
        pair = weighted(term)
        if pair is not None:
            weights.append(pair[0])
            inputs.append(pair[1])
    return tuple(weights), tuple(inputs)


def weighted(term: Term) -> tuple[Tensor, Tensor] | None:
    """Both factors of w x."""
    if term.coefficient != 1 or len(term.factors) != 2:
        return None
    found = [base.tensor for base, exponent in term.factors if isinstance(base, Element) and exponent == 1]
    parameters = [tensor for tensor in found if tensor.role is Role.PARAMETER]
    others = [tensor for tensor in found if tensor.role is not Role.PARAMETER]
    return (parameters[0], others[0]) if len(parameters) == len(others) == 1 else None
