"""The normal form on the page: the order of terms and factors kept, sums opened where their index first occurs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from symbp.language import (
    Apply,
    Base,
    Cardinal,
    Delta,
    Element,
    Exponent,
    Expression,
    Factor,
    Functional,
    FunctionalSlope,
    Group,
    Index,
    Partial,
    Term,
    Within,
    free,
)

from .cells import Cell, cells
from .names import SIGNS, name
from .pen import Pen
from .width import WIDEST, Atom, joined, width

INNER = 0.75 * WIDEST  # a parenthesis up to this width stays on one line


ABOVE = re.compile(r"\^\{[^{}]*\}")


def opened(pen: Pen, expression: Expression) -> Pen:
    """The pen with letters for the free indices of an expression."""
    return pen.scope(sorted(free(expression), key=lambda i: (i.serial, i.name, repr(i.size))))


def formula(pen: Pen, expression: Expression) -> str:
    """The expression on one line."""
    return joined(atoms(pen, expression))


def atoms(pen: Pen, expression: Expression, level: int = 0) -> list[Atom]:
    """The expression as stretches that do not break, terms with the same sums under one sign."""
    if not expression.terms:
        return [Atom("0")]
    pen = opened(pen, expression)
    found: list[Atom] = []
    for bound, run in groupby(expression.terms, key=lambda term: term.bound):
        terms = tuple(run)
        together = common_sum(pen, bound, terms) if bound and len(terms) > 1 else None
        for sign, part in [together] if together else [signed(pen, term, level) for term in terms]:
            found.extend(with_sign(sign, part, level, first=not found))
    return found


def with_sign(sign: str, part: list[Atom], level: int, *, first: bool) -> list[Atom]:
    """The term's atoms behind its sign."""
    head = part[0]
    text = f"{sign}{head.text}" if first and sign == "-" else head.text if first else f"{sign} {head.text}"
    return [Atom(text, level, "" if first else "{}"), *part[1:]]


def common_sum(pen: Pen, bound: tuple[Index, ...], terms: Sequence[Term]) -> tuple[str, list[Atom]] | None:
    """Several terms under the sums they share, if that is short enough for one line."""
    inner = pen.scope(bound)
    sign = -1 if all(term.coefficient < 0 for term in terms) else 1
    body = formula(inner, Expression(tuple(Term(sign * t.coefficient, t.factors) for t in terms)))
    text = f"{sum_sign(inner, bound)} {parenthesis(body)}"
    return ("-" if sign < 0 else "+", [Atom(text)]) if width(text) <= INNER else None


def sum_sign(pen: Pen, bound: Sequence[Index]) -> str:
    """The sign of a sum over these indices."""
    return rf"\sum_{{{','.join(pen.index(index) for index in bound)}}}"


def signed(pen: Pen, term: Term, level: int = 0) -> tuple[str, list[Atom]]:
    """A term's sign and its factors."""
    inner = pen.scope(term.bound)
    row = cells(term)
    found: list[Atom] = []
    for place, cell in enumerate(row):
        separator = "" if not place or row[place - 1].sums else inner.book.profile.signs.product
        alone = len(row) == 1 and term.coefficient > 0
        text = printed(inner, cell, alone=alone, last=place == len(row) - 1)
        if found and not separator:
            found[-1] = Atom(f"{found[-1].text} {text}", found[-1].level, found[-1].lead)
        else:
            found.append(Atom(f"{separator} {text}" if separator else text, level + 1, r"\quad {}\cdot "))
    return ("-" if term.coefficient < 0 else "+"), found


def printed(pen: Pen, cell: Cell, *, alone: bool, last: bool) -> str:
    """A cell; parentheses only where something stands beside it."""
    if cell.sums:
        return sum_sign(pen, cell.sums)
    top, bottom = cell.coefficient.numerator, cell.coefficient.denominator
    number = [str(top)] if top != 1 else []
    below = ([str(bottom)] if bottom != 1 else []) + side(pen, cell.under, alone=bottom == 1, last=True)
    beside = number + side(pen, cell.over, alone=alone and not number and not below, last=last and not below)
    if not below:
        return r" \, ".join(beside) or "1"
    under = " ".join(below)
    if any(text.startswith(r"\frac") for text in beside):  # a fraction on top of a fraction is hard to read
        return rf"{r' '.join(beside)} {pen.book.profile.signs.product} \frac{{1}}{{{under}}}"
    over = number + side(pen, cell.over, alone=not number, last=last)
    numerator = r" \, ".join(over) or "1"
    return rf"\frac{{{numerator}}}{{{under}}}"


def side(pen: Pen, factors: Sequence[Factor], *, alone: bool, last: bool) -> list[str]:
    """The factors of one side of a fraction bar."""
    single = len(factors) == 1
    return [
        powered(pen, base, exponent, bare=alone and single, last=last and place == len(factors) - 1)
        for place, (base, exponent) in enumerate(factors)
    ]


def powered(pen: Pen, base: Base, exponent: Exponent, *, bare: bool, last: bool) -> str:
    """base**exponent for a positive exponent; square roots by their sign."""
    base = innermost(base)
    if exponent == 1:
        if isinstance(base, Group) and not bare:
            open_sum = len(base.body.terms) == 1 and base.body.terms[0].coefficient > 0
            text = formula(pen, base.body)
            return text if open_sum and (last or not base.body.terms[0].bound) else parenthesis(text)
        return plain(pen, base)
    if exponent == Fraction(1, 2):
        return rf"\sqrt{{{plain(pen, base)}}}"
    text = plain(pen, base)
    if isinstance(base, Cardinal) or (isinstance(base, Element) and "^" not in text and not text.startswith(r"\frac")):
        return rf"{text}^{{{exponent}}}"
    return rf"{parenthesis(text)}^{{{exponent}}}"


def innermost(base: Base) -> Base:
    """The parenthesis inside parentheses that hold nothing else."""
    while isinstance(base, Group) and len(base.body.terms) == 1:
        (term,) = base.body.terms
        if term.bound or term.coefficient != 1 or len(term.factors) != 1 or term.factors[0][1] != 1:
            return base
        if not isinstance(term.factors[0][0], Group):
            return base
        base = term.factors[0][0]
    return base


def plain(pen: Pen, base: Base) -> str:
    """A base as it stands alone."""
    if isinstance(base, Element):
        return pen.element(base)
    if isinstance(base, Group):
        return formula(pen, base.body)
    if isinstance(base, Delta | Within | Cardinal):
        return pen.bracket(base)
    if isinstance(base, Partial):
        return pen.local(base)
    if isinstance(base, Apply):
        return applied(pen, base)
    if isinstance(base, Functional):
        arguments = ", ".join(pen.element(argument) for argument in base.arguments)
        return rf"{name(base.letter or base.name).latex}({arguments})"
    assert isinstance(base, FunctionalSlope)
    return pen.partial(name(base.functional.letter or base.functional.name).latex, pen.element(base.by))


def applied(pen: Pen, base: Apply) -> str:
    """A function at an argument: sigma'(z), e^z, ln a."""
    argument = formula(pen, base.argument)
    if base.function.name == "exp" and not base.order and r"\frac" not in argument:
        return rf"{pen.book.profile.signs.exponential}^{{{argument}}}"
    if base.function.name in SIGNS and not base.order:
        return SIGNS[base.function.name].format(argument)
    sign = name(base.function.letter or base.function.name).latex
    simple = len(base.argument.terms) == 1 and len(base.argument.terms[0].factors) == 1
    inner = base.argument.terms[0].factors[0] if simple else None
    if base.function.name == "log" and inner is not None and isinstance(inner[0], Element) and inner[1] == 1:
        return rf"{sign} {argument}"
    return f"{sign}{primes(base.order)}{parenthesis(argument)}"


def primes(order: int) -> str:
    """The mark of a derivative."""
    return "'" * order if order < 4 else rf"^{{({order})}}"


def parenthesis(text: str) -> str:
    """The text in parentheses as tall as it is."""
    if any(tall in text for tall in (r"\frac", r"\sum", r"\sqrt")):
        return rf"\left({text}\right)"
    return rf"\bigl({text}\bigr)" if "(" in ABOVE.sub("", text) else f"({text})"
