"""Expressions printed as text of the grammar, for tests: every parenthesis and every size written out."""

from __future__ import annotations

from fractions import Fraction

from symbp.language import Affine, Apply, Cardinal, Element, Expression, Group, Index, Size, Term


class Printer:
    """Names for indices: formal ones keep theirs, bound ones get new ones."""

    def __init__(self) -> None:
        self.count = 0

    def text(self, expression: Expression, names: dict[Index, str]) -> str:
        return " + ".join(self.term(term, names) for term in expression.terms) or "0"

    def term(self, term: Term, names: dict[Index, str]) -> str:
        inner = dict(names)
        ranges = []
        for index in term.bound:
            self.count += 1
            inner[index] = f"q{self.count}"
            size = index.size if isinstance(index.size, int) else index.size.name
            ranges.append(f"{inner[index]}:{size}")
        factors = [f"({term.coefficient})"]
        factors += [self.power(base, Fraction(exponent), inner) for base, exponent in term.factors]
        product = "*".join(factors)
        return f"Sum({product}, {', '.join(ranges)})" if ranges else product

    def power(self, base, exponent: Fraction, names: dict[Index, str]) -> str:
        return self.base(base, names) + ("" if exponent == 1 else f"**({exponent})")

    def base(self, base, names: dict[Index, str]) -> str:
        if isinstance(base, Element):
            positions = [self.position(p, names) for p in base.labels + base.indices]
            return base.tensor.name + (f"[{', '.join(positions)}]" if positions else "")
        if isinstance(base, Apply):
            assert base.order == 0
            argument = self.text(base.argument, names)
            if base.function.name.startswith(("max_", "min_")):
                return f"{base.function.name[:3]}({base.function.kinks[0]}, {argument})"
            return f"{base.function.name}({argument})"
        if isinstance(base, Group):
            return f"({self.text(base.body, names)})"
        assert isinstance(base, Cardinal)
        return base.size.name

    def position(self, position, names: dict[Index, str]) -> str:
        if isinstance(position, int):
            return str(position)
        if isinstance(position, Size):
            return position.name
        if isinstance(position, Affine):
            parts = [f"{times}*{self.position(symbol, names)}" for symbol, times in position.terms]
            return " + ".join([*parts, str(position.offset)]).replace("+ -", "- ")
        return names[position]


def printed(expression: Expression, formal: tuple[Index, ...]) -> str:
    """The expression as text; formal indices keep their names."""
    return Printer().text(expression, {index: index.name for index in formal})
