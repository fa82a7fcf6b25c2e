"""What every rule of the grammar makes of its parts: the tree of a claim, without recursion."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lark import Token, Transformer

from ...language import Role, adjoint
from ..tree import (
    Call,
    Matrix,
    Negative,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Ratio,
    Ref,
    Sum,
    Times,
    Transpose,
    Tree,
)
from .chain import Chain, Closed, bare, chained, exact, is_negative, joined, place, rows_of, summands, summed
from .misread import Misread


class Builder(Transformer[Token, Tree]):
    """What every rule of the grammar makes of its parts.  Sums and products are kept flat."""

    def side(self, parts: list[Any]) -> Tree:
        """The whole."""
        return bare(parts[0])

    def leaf(self, parts: list[Any]) -> Any:
        """A number, a name, a derivative."""
        return parts[0].value

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

    def parenthesis(self, parts: list[Any]) -> Any:
        """(sum), which stays one part of what is around it."""
        inner = bare(parts[1])
        return Closed(inner) if isinstance(inner, Sum | Product | Number) else inner

    def bracket(self, parts: list[Any]) -> Any:
        """[sum]: a parenthesis, or a row of one entry among other rows."""
        return Closed(bare(parts[1]), square=True)

    def listed(self, parts: list[Any]) -> Tree:
        """(a, b, c), or [[a, b], [c, d]]"""
        rows = rows_of((parts[1], *parts[3]))
        return self.matrix([parts[0], rows])

    def fraction(self, parts: list[Any]) -> Tree:
        """The first braces over the second."""
        return Quotient(bare(parts[2]), bare(parts[5]), parts[0].start_pos)

    def root(self, parts: list[Any]) -> Tree:
        """The square root."""
        return Power(bare(parts[2]), Quotient(Ratio("1"), Ratio("2")), parts[0].start_pos)

    def row(self, parts: list[Any]) -> tuple[Any, ...]:
        """What commas divide."""
        return tuple(part for part in parts if not isinstance(part, Token))

    def cells(self, parts: list[Any]) -> tuple[Tree, ...]:
        """A row of a matrix."""
        return tuple(bare(part) for part in parts if not isinstance(part, Token))

    rows = row  # of a matrix

    def matrix(self, parts: list[Any]) -> Tree:
        """A matrix, whose rows are equally long."""
        rows = parts[1]
        if len({len(row) for row in rows}) > 1:
            raise Misread(parts[0].start_pos, "expected rows of the same length, found others")
        return Matrix(rows, parts[0].start_pos)

    def call(self, parts: list[Any]) -> Tree:
        """f(x)"""
        name, primes = parts[0].value
        given = parts[2] if isinstance(parts[2], tuple) else (parts[2],)
        return Call(name, tuple(bare(part) for part in given), primes, parts[0].start_pos)

    def entry(self, parts: list[Any]) -> Tree:
        """f(x)_k: one entry of a function of a vector."""
        return Call("entry", (self.call(parts[:4]), parts[4].value), 0, parts[0].start_pos)

    def bare(self, parts: list[Any]) -> Any:
        """f x"""
        name, primes = parts[0].value
        made = Call(name, (bare(parts[1]),), primes, parts[0].start_pos)
        return Chain((made,), (), made.at, open=True)

    def exponent(self, parts: list[Any]) -> Tree:
        """The power of a function."""
        return exact(bare(parts[2]))

    def call_to_power(self, parts: list[Any]) -> Tree:
        """f^2(x)"""
        return Power(self.call([parts[0], *parts[2:]]), parts[1], parts[0].start_pos)

    def bare_to_power(self, parts: list[Any]) -> Any:
        """f^2 x"""
        made = Power(self.bare([parts[0], parts[2]]).parts[0], parts[1], parts[0].start_pos)
        return Chain((made,), (), made.at, open=True)

    def gradient(self, parts: list[Any]) -> Tree:
        """grad(w): the derivative of the loss."""
        of = parts[2].value
        if not isinstance(of, Ref) or of.tensor.role is Role.ADJOINT:
            raise Misread(parts[2].start_pos, "expected a quantity to differentiate by, found something else")
        return replace(of, tensor=adjoint(of.tensor), at=parts[0].start_pos)

    def norm(self, parts: list[Any]) -> Tree:
        """|x|"""
        return Call("norm", (bare(parts[1]),), 0, parts[0].start_pos)

    def big(self, parts: list[Any]) -> Tree:
        """The sum of a product over its indices, or of all entries where none is named."""
        return summed(parts[0].value, bare(parts[1]), parts[0].start_pos)
