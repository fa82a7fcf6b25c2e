"""What every rule of the grammar makes of its parts: our own tree, without recursion."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lark import Token, Transformer

from ..errors import SpecError
from .limits import literal
from .tree import Call, Item, Name, Negative, Number, Plus, Power, Range, Times, Tree, Whole


class Misread(Exception):
    """What a rule cannot accept, with its place in the text; it never leaves this room."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at


class Builder(Transformer[Token, Tree]):
    """What every rule of the grammar makes of its parts.  Sums and products are kept flat."""

    def formula(self, parts: list[Any]) -> Tree:
        """The whole."""
        found: Tree = parts[0]
        return found

    declaration = formula

    def declarations(self, parts: list[Any]) -> tuple[Tree, ...]:
        """Several names with their sizes."""
        return tuple(part for part in parts if part is not None and not isinstance(part, Token))

    def add(self, parts: list[Any]) -> Tree:
        """left + right"""
        left, sign, right = parts
        return Plus((*self.summands(left), right), sign.start_pos)

    def subtract(self, parts: list[Any]) -> Tree:
        """left - right"""
        left, sign, right = parts
        return Plus((*self.summands(left), Negative(right, sign.start_pos)), sign.start_pos)

    def summands(self, left: Tree) -> tuple[Tree, ...]:
        """The parts of what stands left of a sign."""
        return left.parts if isinstance(left, Plus) and not left.closed else (left,)

    def multiply(self, parts: list[Any]) -> Tree:
        """left * right"""
        left, sign, right = parts
        return Times((*self.factors(left), (right, False)), sign.start_pos)

    def divide(self, parts: list[Any]) -> Tree:
        """left / right"""
        left, sign, right = parts
        return Times((*self.factors(left), (right, True)), sign.start_pos)

    def factors(self, left: Tree) -> tuple[tuple[Tree, bool], ...]:
        """The parts of what stands left of a sign."""
        return left.parts if isinstance(left, Times) and not left.closed else ((left, False),)

    def positive(self, parts: list[Any]) -> Tree:
        """A plus sign changes nothing."""
        found: Tree = parts[1]
        return found

    def negative(self, parts: list[Any]) -> Tree:
        """-x; two signs cancel, so that a row of them is no depth."""
        sign, of = parts
        return of.of if isinstance(of, Negative) else Negative(of, sign.start_pos)

    def power(self, parts: list[Any]) -> Tree:
        """base ** exponent"""
        base, sign, exponent = parts
        if isinstance(exponent, Power) or (isinstance(exponent, Negative) and isinstance(exponent.of, Power)):
            raise Misread(sign.start_pos, "expected a number as the exponent, found another power (a power tower)")
        return Power(base, exponent, sign.start_pos)

    def number(self, parts: list[Any]) -> Tree:
        """A number, its digits kept."""
        try:
            return Number(literal(str(parts[0])), parts[0].start_pos)
        except SpecError as error:
            raise Misread(parts[0].start_pos, str(error)) from None

    def name(self, parts: list[Any]) -> Tree:
        """A single name."""
        return Name(str(parts[0]), parts[0].start_pos)

    def parenthesis(self, parts: list[Any]) -> Tree:
        """(sum), which stays one part of what is around it."""
        inner: Tree = parts[1]
        return replace(inner, closed=True) if isinstance(inner, Plus | Times) else inner

    def item(self, parts: list[Any]) -> Tree:
        """x[i, j]"""
        (positions, labels) = parts[2]
        return Item(str(parts[0]), positions, labels, parts[0].start_pos)

    def positions(self, parts: list[Any]) -> tuple[tuple[Tree, ...], int]:
        """The positions, and how many of them stand before a semicolon."""
        found: list[Tree] = []
        labels = -1
        for part in parts:
            if not isinstance(part, Token):
                found.append(part)
            elif part.type == "SEMICOLON":
                if labels >= 0:
                    raise Misread(part.start_pos or 0, "expected one ; after the labels, found a second one")
                labels = len(found)
        return tuple(found), labels

    def whole(self, parts: list[Any]) -> Tree:
        """The place that an operation runs over."""
        return Whole(parts[0].start_pos)

    def arguments(self, parts: list[Any]) -> tuple[Tree, ...]:
        """What stands between the parentheses of a function."""
        return tuple(part for part in parts if not isinstance(part, Token))

    def ranged(self, parts: list[Any]) -> Tree:
        """k:n"""
        return Range(str(parts[0]), parts[2], None, parts[0].start_pos)

    def limited(self, parts: list[Any]) -> Tree:
        """(k, 0, n - 1)"""
        index = parts[1]
        if not isinstance(index, Name):
            raise Misread(parts[0].start_pos, "expected an index and its limits, as in (k, 0, n - 1)")
        return Range(index.name, None, (parts[3], parts[5]), index.at)

    def call(self, parts: list[Any]) -> Tree:
        """f(x)"""
        return Call(str(parts[0]), parts[2], (), parts[0].start_pos)

    def call_at(self, parts: list[Any]) -> Tree:
        """softmax(x)[k]"""
        return Call(str(parts[0]), parts[2], parts[5][0], parts[0].start_pos)
