"""Facts: a sum whose value is known, Sum over k of t[k] = 1, used where it occurs in a term."""

from __future__ import annotations

from fractions import Fraction

from symbp.language import Expression, Fact, Factor, Group, Index, Term, free, free_in_base, power, product, put, total

from .collect import upright
from .match import Matching, match_base


def use(fact: Fact, expression: Expression) -> Expression:
    """The expression with the known sum replaced wherever a term holds it as factors of its own bound index.

    What is left is written anew, positive terms first.
    """
    found: list[Term] = []
    for term in expression.terms:
        for part in use_inside(fact, term).terms:
            done = use_in_term(fact, part)
            found.extend((Expression((part,)) if done is None else done).terms)
    made = Expression(tuple(found))
    return expression if made == expression else upright(made)


def use_inside(fact: Fact, term: Term) -> Expression:
    """The term with the known sum replaced in its parentheses."""
    parts = [Expression((Term(term.coefficient),))]
    for base, exponent in term.factors:
        body = use(fact, base.body) if isinstance(base, Group) else None
        if body is None or not isinstance(base, Group) or body == base.body:
            parts.append(Expression((Term(Fraction(1), ((base, exponent),)),)))
        else:
            parts.append(power(body, exponent))
    return total(product(parts), *term.bound)


def use_in_term(fact: Fact, term: Term) -> Expression | None:
    """The term with the sum replaced, or None where it does not occur."""
    pattern = fact.left.terms[0]
    if len(fact.left.terms) != 1 or len(pattern.bound) != 1 or pattern.coefficient != 1:
        return None
    for index in term.bound:
        inner = [factor for factor in term.factors if holds(factor, index)]
        if len(inner) != len(pattern.factors):
            continue
        now = Matching(free(fact.left) | {pattern.bound[0]})
        pairs = zip(pattern.factors, inner, strict=True)
        if (
            all(p[1] == f[1] and match_base(p[0], f[0], now) for p, f in pairs)
            and now.found.get(pattern.bound[0]) == index
        ):
            outer = tuple(factor for factor in term.factors if factor not in inner)
            rest = Term(term.coefficient, outer, tuple(other for other in term.bound if other != index))
            value = product((Expression((Term(rest.coefficient, rest.factors),)), put(fact.right, now.found)))
            return total(value, *rest.bound)
    return None


def holds(factor: Factor, index: Index) -> bool:
    """Whether the factor depends on the index."""
    return index in free_in_base(factor[0])
