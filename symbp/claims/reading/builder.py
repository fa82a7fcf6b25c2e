"""What every rule of the grammar makes of its parts: the tree of a claim, without recursion."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from ..tree import Call, Negative, Number, Ones, Power, Quotient, Ratio, Ref, Sum, Times, Transpose, Tree
from .atoms import Atoms
from .chain import Chain, bare, chained, exact, is_negative, joined, place, summands
from .misread import Misread
from .sums import summed


class Builder(Atoms):
    """What every rule of the grammar makes: its operators here, its atoms there.  Sums and products are kept flat."""

    def side(self, parts: list[Any]) -> Tree:
        """The whole."""
        return bare(parts[0])

    def add(self, parts: list[Any]) -> Tree:
        """left + right"""
        left, sign, right = parts
        return Sum((*summands(left), bare(right)), sign.start_pos)

    def subtract(self, parts: list[Any]) -> Tree:
        """left - right"""
        left, sign, right = parts
        return Sum((*summands(left), Negative(bare(right), sign.start_pos)), sign.start_pos)

    def subtract_after(self, parts: list[Any]) -> Tree:
        """left + -right"""
        left, _, sign, right = parts
        return Sum((*summands(left), self.negative([sign, right])), sign.start_pos)

    def positive(self, parts: list[Any]) -> Tree:
        """A plus sign changes nothing."""
        return bare(parts[1])

    def negative(self, parts: list[Any]) -> Tree:
        """-x; of a number as written, the number; two signs cancel, so that a row of them is no depth."""
        sign, part = parts
        of = bare(part)
        if isinstance(of, Number):
            return Number(of.value.copy_negate(), sign.start_pos)
        return of.of if isinstance(of, Negative) else Negative(of, sign.start_pos)

    def multiply(self, parts: list[Any]) -> Any:
        """left * right"""
        left, sign, right = parts
        return joined(left, Times(sign.value), right)

    def beside(self, parts: list[Any]) -> Any:
        """left right"""
        left, right = parts
        if chained(left).open:
            raise Misread(place(right), "expected parentheses around the argument of a function, found none")
        if isinstance(right, Number):
            raise Misread(right.at, "expected an operator, found a number beside something else")
        return joined(left, Times.PLAIN, right)

    def divide(self, parts: list[Any]) -> Any:
        """left / right: what is divided is the last factor."""
        left, sign, right = parts
        chain = chained(left)
        quotient = Quotient(chain.parts[-1], bare(right), sign.start_pos)
        return Chain((*chain.parts[:-1], quotient), chain.times, chain.at)

    def power(self, parts: list[Any]) -> Tree:
        """base ^ exponent; e ^ x is the exponential function."""
        base, sign, _, exponent, _ = parts
        if isinstance(base, Chain):
            raise Misread(sign.start_pos, "expected parentheses around the argument of a function, found none")
        if isinstance(base, Power):
            raise Misread(sign.start_pos, "expected one exponent, found a power of a power")
        if isinstance(base, Ratio) and base.name == "e":
            return Call("exp", (bare(exponent),), 0, base.at)
        if isinstance(base, Ref) and base.tensor.sizes and not (base.indices or base.single) and is_negative(exponent):
            raise Misread(sign.start_pos, "expected no inverse of a matrix, found a negative exponent")
        return Power(bare(base), exact(bare(exponent)), sign.start_pos)

    def transpose(self, parts: list[Any]) -> Tree:
        """x^T"""
        if isinstance(parts[0], Chain):
            raise Misread(parts[1].start_pos, "expected parentheses around the argument of a function, found none")
        of = bare(parts[0])
        if isinstance(parts[0], Number) and parts[0].value == 1:
            of = Ones(of.at)  # 1^T adds up
        return Transpose(of, parts[1].start_pos)

    def renewed(self, parts: list[Any]) -> Tree:
        """(x)^+: a quantity after an update."""
        of = bare(parts[0])
        if not isinstance(of, Ref) or of.updates or isinstance(parts[0], Chain):
            raise Misread(parts[1].start_pos, "expected a quantity that an update changes, found a formula")
        return replace(of, updates=1)

    def big(self, parts: list[Any]) -> Tree:
        """The sum of a product over its indices, or of all entries where none is named."""
        return summed(parts[0].value, bare(parts[1]), parts[0].start_pos)

    def big_negative(self, parts: list[Any]) -> Tree:
        """The sum of -product."""
        return summed(parts[0].value, self.negative(parts[1:]), parts[0].start_pos)
