"""Shares of one whole by name: y_2 exp(z_3) / exp(z_2) is y_3, where y_k = exp(z_k) / S for one and the same S."""

from __future__ import annotations

from ..language import Apply, Base, Element, Exponent, Expression, Network, Tensor, Term, merge, remember

Factors = tuple[tuple[Base, Exponent], ...]


@remember
def shares(network: Network) -> dict[Base, tuple[Tensor, Factors]]:
    """The quantities that are a function times something else, by the function: the quantity, and what else."""
    found: dict[Base, tuple[Tensor, Factors]] = {}
    for equation in network.equations:
        terms = equation.body.terms
        if len(terms) != 1 or terms[0].coefficient != 1 or terms[0].bound:
            continue
        own = [base for base, exponent in terms[0].factors if isinstance(base, Apply) and exponent == 1]
        if len(own) == 1 and len(terms[0].factors) > 1:
            rest = tuple(factor for factor in terms[0].factors if factor[0] != own[0])
            found[own[0]] = (equation.tensor, rest)
    return found


def name_shares(network: Network, expression: Expression) -> Expression:
    """The expression with shares by their names wherever one is multiplied by the ratio of another to it."""
    known = shares(network)
    return Expression(tuple(renamed(term, known) for term in expression.terms)) if known else expression


def renamed(term: Term, known: dict[Base, tuple[Tensor, Factors]]) -> Term:
    """One term; each pass takes one ratio away."""
    factors = dict(term.factors)
    for above, exponent in term.factors:
        for below, other in term.factors:
            if exponent != 1 or other != -1 or above not in known or below not in known:
                continue
            (new, whole), (old, same) = known[above], known[below]
            if whole == same and factors.get(Element(old), 0) >= 1:
                changed = [*term.factors, (above, -1), (below, 1), (Element(old), -1), (Element(new), 1)]
                return renamed(Term(term.coefficient, merge(changed), term.bound), known)
    return term
