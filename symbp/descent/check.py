"""Every claim checked by SymPy, symbolically and exactly: no sampling, no rounding."""

from __future__ import annotations

from collections.abc import Callable

import sympy

from ..language import Expression, Partial
from .algebra import Algebra
from .claims import Claim, Relation

TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}


def verdict(claim: Claim) -> str:
    """What is found about a claim by the way that it names: "exact", "agrees" (at some points) or "refuted"."""
    algebra = Algebra(dict(claim.given), claim.positive)
    if not WAYS[claim.how](claim, algebra):
        return "refuted"
    return "agrees" if algebra.rounded else "exact"


def holds(claim: Claim) -> bool:
    """Whether a claim is true."""
    return verdict(claim) != "refuted"


def counted(claim: Claim) -> int:
    """How many equalities or inequalities a claim states."""
    return sum(len(relation.signs) for relation in claim.relations)


def given(claim: Claim, algebra: Algebra) -> bool:
    """Definitions need no proof."""
    return True


def identity(claim: Claim, algebra: Algebra) -> bool:
    """All parts are equal."""
    return all(equal(relation, algebra) for relation in claim.relations)


def equal(relation: Relation, algebra: Algebra) -> bool:
    """All parts of one relation are equal."""
    first, *rest = (algebra(part) for part in relation.parts)
    return set(relation.signs) == {"="} and all(algebra.same(first, part) for part in rest)


def derivative(claim: Claim, algebra: Algebra) -> bool:
    """The right side is SymPy's derivative of what is given for the quantity, by the other."""
    return all(slope(relation, algebra) for relation in claim.relations)


def slope(relation: Relation, algebra: Algebra) -> bool:
    """One derivative."""
    left, right = relation.parts
    partial = left.terms[0].factors[0][0]
    assert isinstance(partial, Partial)
    of, by = algebra.tensor(partial.of.tensor), algebra.tensor(partial.by.tensor)
    return algebra.same(of.diff(by), algebra(right))


def linear(claim: Claim, algebra: Algebra) -> bool:
    """At the point where nothing moves, both sides are 0 and have the same slopes."""
    assert claim.by is not None and claim.induction is not None
    still = algebra(claim.by)
    variables = [algebra.tensor(tensor) for tensor in claim.induction.now]
    at = dict(zip(variables, (algebra.tensor(tensor) for tensor in claim.induction.first), strict=True))
    found = []
    for relation in claim.relations:
        left, right = (algebra(part) for part in relation.parts)
        found.append(algebra.same((left - right).subs(at), still))
        found += [algebra.same((left - right).diff(variable).subs(at), sympy.Integer(0)) for variable in variables]
    return all(found)


def induction(claim: Claim, algebra: Algebra) -> bool:
    """True for the start; and if true now, then true one step further, where the power has one factor more."""
    known = claim.induction
    assert known is not None
    *definitions, relation = claim.relations
    if not all(equal(definition, algebra) for definition in definitions):
        return False
    left, right = (algebra(part) for part in relation.parts)
    power, factor = algebra.tensor(known.power), algebra.tensor(known.factor)
    now, first, then = ([algebra.tensor(t) for t in part] for part in (known.now, known.first, known.then))
    at_first = dict(zip(now, first, strict=True))
    if not algebra.same(left.subs(at_first, simultaneous=True), right.subs(power, 1)):
        return False
    further = left.subs(dict(zip(now, then, strict=True)), simultaneous=True)
    # One coordinate follows from the others by the claim itself.
    found = next(variable for variable in now if left.has(variable))
    (value,) = sympy.solve(left - right, found)
    return algebra.same(further.subs(found, value), right.subs(power, factor * power))


def absolute(claim: Claim, algebra: Algebra) -> bool:
    """|e| < a as -a < e < a."""
    assert claim.before is not None and claim.before.absolute
    inner, bound = (algebra(part) for part in claim.before.parts)
    (relation,) = claim.relations
    parts = [algebra(part) for part in relation.parts]
    right = relation.signs == claim.before.signs * 2 and len(parts) == 3
    return right and algebra.same(parts[0], -bound) and algebra.same(parts[1], inner) and algebra.same(parts[2], bound)


def add(claim: Claim, algebra: Algebra) -> bool:
    """The same added to all parts."""
    return carried(claim, algebra, lambda part, by: part + by, negative=False)


def multiply(claim: Claim, algebra: Algebra) -> bool:
    """All parts multiplied by the same, which is not 0; the signs turn if it is negative."""
    assert claim.by is not None
    by = algebra(claim.by)
    if not (by.is_positive or by.is_negative):
        return False
    return carried(claim, algebra, lambda part, factor: part * factor, negative=bool(by.is_negative))


def carried(
    claim: Claim, algebra: Algebra, change: Callable[[sympy.Expr, sympy.Expr], sympy.Expr], *, negative: bool
) -> bool:
    """The relation is the one before, every part changed."""
    assert claim.before is not None and claim.by is not None
    by = algebra(claim.by)
    (made,) = claim.relations
    signs = tuple(TURNED[sign] if negative else sign for sign in claim.before.signs)
    pairs = zip(claim.before.parts, made.parts, strict=True)
    return made.signs == signs and all(algebra.same(change(algebra(old), by), algebra(new)) for old, new in pairs)


def turned(claim: Claim, algebra: Algebra) -> bool:
    """The relation before, read from its end."""
    assert claim.before is not None
    signs = tuple(TURNED[sign] for sign in reversed(claim.before.signs))
    return claim.relations == (Relation(claim.before.parts[::-1], signs),)


def square(claim: Claim, algebra: Algebra) -> bool:
    """The right side less the left one is a square, so it is not less."""
    assert claim.by is not None
    found = []
    for relation in claim.relations:
        small, large = relation.parts if relation.signs == ("<=",) else relation.parts[::-1]
        found.append(relation.signs in (("<=",), (">=",)))
        found.append(algebra.same(algebra(large) - algebra(small), algebra(claim.by)))
    return all(found) and even(claim.by)


def even(expression: Expression) -> bool:
    """Whether every term is a positive number times even powers."""
    return all(
        term.coefficient > 0 and all(exponent % 2 == 0 for _, exponent in term.factors) for term in expression.terms
    )


def root(claim: Claim, algebra: Algebra) -> bool:
    """-a <= e <= a, where e*e <= a*a and a is a root."""
    assert claim.before is not None and claim.before.signs == ("<=",)
    (relation,) = claim.relations
    low, middle, high = (algebra(part) for part in relation.parts)
    small, large = (algebra(part) for part in claim.before.parts)
    kept = relation.signs == ("<=", "<=") and algebra.same(low, -high) and bool(high.is_nonnegative)
    return kept and algebra.same(middle**2, small) and algebra.same(high**2, large)


def positive(claim: Claim, algebra: Algebra) -> bool:
    """The left side less the right one is positive."""
    differences = [algebra(r.parts[0]) - algebra(r.parts[1]) for r in claim.relations if r.signs == (">",)]
    return len(differences) == len(claim.relations) and all(sympy.expand(d).is_positive for d in differences)


WAYS: dict[str, Callable[[Claim, Algebra], bool]] = {
    way.__name__: way
    for way in (given, identity, derivative, linear, induction, absolute, add, multiply, turned, square, root, positive)
}
