"""The normal form as plain text for a terminal, in the signs in which formulas are written in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from symbp.language import (
    Apply,
    Base,
    Cardinal,
    Delta,
    Element,
    Exponent,
    Expression,
    Functional,
    FunctionalSlope,
    Group,
    Index,
    Partial,
    Position,
    Size,
    Term,
    Within,
    free,
    multiples,
)


@dataclass(frozen=True)
class Typist:
    """Types expressions; `letters` are the indices in scope, `reserved` names that no index may take."""

    letters: Mapping[Index, str] = field(default_factory=dict)
    reserved: frozenset[str] = frozenset()

    def scope(self, indices: Iterable[Index]) -> Typist:
        """The typist with letters for more indices, no two alike."""
        letters = dict(self.letters)
        for index in indices:
            taken = set(letters.values()) | self.reserved
            names: Iterator[str] = iter((index.name, *"ijklpqrstuv", *(f"i{n}" for n in range(99))))
            letters.setdefault(index, next(name for name in names if name and name not in taken))
        return replace(self, letters=letters)

    def of(self, expression: Expression) -> Typist:
        """The typist with letters for the free indices of an expression."""
        return self.scope(sorted(free(expression), key=lambda i: (i.serial, i.name)))

    def expression(self, expression: Expression) -> str:
        """The sum of all terms."""
        inner = self.of(expression)
        if len(expression.terms) == 1 and (alone := parenthesised(expression.terms[0])) is not None:
            return inner.expression(alone)
        text = ""
        for term in expression.terms:
            body = inner.term(term)
            text += f" {'-' if term.coefficient < 0 else '+'} {body}" if text else body
            text = f"-{text}" if term.coefficient < 0 and text == body else text
        return text or "0"

    def term(self, term: Term) -> str:
        """A term without its sign."""
        inner = self.scope(term.bound)
        over = [inner.power(base, exponent) for base, exponent in term.factors if exponent > 0]
        under = [inner.power(base, -exponent) for base, exponent in term.factors if exponent < 0]
        top, bottom = abs(term.coefficient).numerator, term.coefficient.denominator
        over = ([str(top)] if top != 1 or not over else []) + over
        under = ([str(bottom)] if bottom != 1 else []) + under
        text = "*".join(over) + (f"/{under[0]}" if len(under) == 1 else f"/({'*'.join(under)})" if under else "")
        return f"Sum({text}, {', '.join(inner.position(index) for index in term.bound)})" if term.bound else text

    def power(self, base: Base, exponent: Exponent) -> str:
        """base**exponent for a positive exponent."""
        text = self.base(base)
        if exponent == 1:
            return text
        if exponent == Fraction(1, 2):
            return f"sqrt{text}" if text.startswith("(") else f"sqrt({text})"
        return f"{text}**{exponent if isinstance(exponent, int) else f'({exponent})'}"

    def base(self, base: Base) -> str:
        """One factor."""
        if isinstance(base, Element):
            return self.element(base)
        if isinstance(base, Group):
            return f"({self.expression(base.body)})"
        if isinstance(base, Apply):
            return f"{base.function.name}{chr(39) * base.order}({self.expression(base.argument)})"
        if isinstance(base, Delta):
            return f"[{self.position(base.left)} = {self.position(base.right)}]"
        if isinstance(base, Within):
            return f"[0 <= {self.position(base.position)} < {self.position(base.size)}]"
        if isinstance(base, Cardinal):
            return self.position(base.size)
        if isinstance(base, Partial):
            return f"d{self.element(base.of)}/d{self.element(base.by)}"
        if isinstance(base, Functional):
            return f"{base.name}({', '.join(self.element(argument) for argument in base.arguments)})"
        assert isinstance(base, FunctionalSlope)
        return f"(d{base.functional.name}/d{self.element(base.by)})"

    def element(self, element: Element) -> str:
        """A quantity at its positions."""
        places = ", ".join(self.position(position) for position in element.indices)
        return f"{element.tensor.name}[{places}]" if places else element.tensor.name

    def position(self, position: Position) -> str:
        """An index, a size, or a sum of both."""
        terms, offset = multiples(position)
        text = ""
        for symbol, times in terms.items():
            name = symbol.name if isinstance(symbol, Size) else self.letters.get(symbol, symbol.name)
            size = name if abs(times) == 1 else f"{abs(times)}*{name}"
            text += f" {'-' if times < 0 else '+'} {size}" if text else ("-" if times < 0 else "") + size
        if offset and text:
            return f"{text} {'-' if offset < 0 else '+'} {abs(offset)}"
        return text or str(offset)


def parenthesised(term: Term) -> Expression | None:
    """What a term consists of that is a parenthesis and nothing else."""
    if term.bound or term.coefficient != 1 or len(term.factors) != 1 or term.factors[0][1] != 1:
        return None
    base = term.factors[0][0]
    return base.body if isinstance(base, Group) else None
