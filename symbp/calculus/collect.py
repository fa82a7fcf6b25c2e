"""Collecting like terms, and cancelling: parentheses are multiplied out only where the result is shorter."""

from __future__ import annotations

from fractions import Fraction

from symbp.language import (
    Cardinal,
    Expression,
    Factor,
    Fresh,
    Group,
    Index,
    Position,
    Term,
    close,
    free_in_base,
    freshen_term,
    merge,
    product,
    put_base,
    term_product,
)

from .cost import cost

LIMIT = 64  # terms; multiplying out stops beyond it


def key(term: Term) -> tuple[frozenset[Factor], tuple[Index, ...]]:
    """The same for terms that differ in the order of factors and the names of bound indices only."""
    if not term.bound:
        return frozenset(term.factors), ()
    blank: dict[Index, Position] = {index: Index("", index.size, -1, index.first) for index in term.bound}
    ordered = sorted(term.factors, key=lambda factor: repr((put_base(factor[0], blank), factor[1])))
    closed = close(Expression((Term(Fraction(1), tuple(ordered), term.bound),))).terms[0]
    return frozenset(closed.factors), tuple(sorted(closed.bound, key=repr))


def collect(expression: Expression) -> Expression:
    """Like terms added up at the place of the first, signs taken into differences, positive terms first.

    Nothing is reordered where there is nothing to collect.
    """
    sums: dict[object, Term] = {}
    for term in expression.terms:
        k = key(term) if len(expression.terms) > 1 else 0
        first = sums.get(k)
        sums[k] = term if first is None else Term(first.coefficient + term.coefficient, first.factors, first.bound)
    terms = [turned(term) for term in sums.values() if term.coefficient]
    if len(terms) == len(expression.terms) and all(a is b for a, b in zip(terms, expression.terms, strict=True)):
        return expression
    return unwrapped(upright(Expression(tuple(terms))))


def upright(expression: Expression) -> Expression:
    """Positive terms first, if the first is negative."""
    if not expression.terms or expression.terms[0].coefficient > 0:
        return expression
    return Expression(tuple(sorted(expression.terms, key=lambda term: term.coefficient < 0)))


def unwrapped(expression: Expression) -> Expression:
    """The content of parentheses that stand alone, with a plus or a minus: g + (h - y) is g + h - y."""
    terms: list[Term] = []
    for term in expression.terms:
        lone = term.factors[0] if len(term.factors) == 1 and abs(term.coefficient) == 1 else None
        if lone is None or not isinstance(lone[0], Group) or lone[1] != 1 or any(t.bound for t in lone[0].body.terms):
            terms.append(term)
            continue
        inner = lone[0].body if term.coefficient == 1 else upright(-lone[0].body)
        terms.extend(Term(part.coefficient, part.factors, term.bound) for part in inner.terms)
    return expression if len(terms) == len(expression.terms) else Expression(tuple(terms))


def turned(term: Term) -> Term:
    """The term with its minus taken into a difference of two quantities; 1 - a is left as it is."""
    if term.coefficient >= 0:
        return term
    for number, (base, exponent) in enumerate(term.factors):
        if not isinstance(base, Group) or exponent % 2 != 1 or len(base.body.terms) < 2:
            continue
        signs = [part.coefficient < 0 for part in base.body.terms]
        if any(signs) and not all(signs) and all(part.factors for part in base.body.terms):
            swapped = Group(close(upright(-base.body)))
            factors = (*term.factors[:number], (swapped, exponent), *term.factors[number + 1 :])
            return Term(-term.coefficient, merge(factors), term.bound)
    return term


def opened(term: Term, fresh: Fresh, *, powers: bool) -> list[Term]:
    """The term with parentheses multiplied out; those of one term always, sums only if `powers`."""
    done = [Term(term.coefficient, (), term.bound)]
    for base, exponent in term.factors:
        repeat = 1
        options = [Term(Fraction(1), ((base, exponent),))]
        if isinstance(base, Group) and exponent == int(exponent) and 0 < exponent <= 3:
            single = len(base.body.terms) == 1
            if single or (powers and not any(part.bound for part in base.body.terms)) or has_reciprocal(base):
                options, repeat = list(base.body.terms), int(exponent)
        for _ in range(repeat):
            done = [term_product((left, freshen_term(right, fresh))) for left in done for right in options]
            if len(done) > LIMIT:
                return [term]
    return done


def has_reciprocal(base: Group) -> bool:
    """Whether a term inside holds a quotient, which may cancel with what stands outside."""
    return any(exponent < 0 for part in base.body.terms for _, exponent in part.factors)


def cancel(expression: Expression, fresh: Fresh) -> Expression:
    """The shortest of: as it is, quotients multiplied out, everything multiplied out; like terms collected."""
    best = pull_out(collect(expression))
    once = multiply_out(expression, fresh, powers=False)
    twice = multiply_out(once, fresh, powers=True)
    for candidate in (pull_out(once), pull_out(twice)):
        if length(candidate) < length(best):
            best = candidate
    return best


def length(expression: Expression) -> int:
    """The cost, where a product is worth more than a sum of as many factors."""
    return cost(expression) + 2 * (len(expression.terms) - 1)


def pull_out(expression: Expression) -> Expression:
    """What all terms have in common, in front of a parenthesis: y/m - t/m as (y - t)/m, if that is shorter.

    A size that divides most of the terms is taken out too: g - s/m as (m g - s)/m.
    """
    terms = expression.terms
    if len(terms) < 2:
        return expression
    size = abs(terms[0].coefficient)
    if any(abs(term.coefficient) != size for term in terms):
        size = Fraction(1)
    shared = common(terms)
    if (not shared and size == 1) or any(free_in_base(base) & set(term.bound) for base, _ in shared for term in terms):
        return expression
    divided = merge((base, -exponent) for base, exponent in shared)
    left = tuple(
        Term(term.coefficient / size, in_front(merge((*term.factors, *divided))), term.bound) for term in terms
    )
    made = product((Expression((Term(size, shared),)), upright(Expression(left))))
    return made if length(made) < length(expression) else expression


def common(terms: tuple[Term, ...]) -> tuple[Factor, ...]:
    """The powers that every term holds, and the highest power of a size that divides most of them."""
    powers = [dict(term.factors) for term in terms]
    candidates = dict.fromkeys(base for held in powers for base in held)
    found: list[Factor] = []
    for base in candidates:
        exponents = [held.get(base, 0) for held in powers]
        most = 2 * sum(e < 0 for e in exponents) > len(terms)
        if (isinstance(base, Cardinal) and most) or all(e > 0 for e in exponents):
            found.append((base, min(exponents)))
        elif all(e < 0 for e in exponents):
            found.append((base, max(exponents)))
    return tuple(found)


def in_front(factors: tuple[Factor, ...]) -> tuple[Factor, ...]:
    """Sizes before everything else."""
    return tuple(sorted(factors, key=lambda factor: not isinstance(factor[0], Cardinal)))


def multiply_out(expression: Expression, fresh: Fresh, *, powers: bool) -> Expression:
    """Every term opened, then like terms collected."""
    return collect(Expression(tuple(part for term in expression.terms for part in opened(term, fresh, powers=powers))))
