"""What the rules for single parts of a formula make: names, parentheses, fractions, matrices, functions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lark import Token, Transformer

from ...language import Role, adjoint
from ..tree import Call, Matrix, Number, Power, Product, Quotient, Ratio, Ref, Sum, Tree
from .chain import Chain, Closed, bare, exact, rows_of
from .misread import Misread
from .sums import called


class Atoms(Transformer[Token, Tree]):
    """What every rule for a part without an operator makes of its parts."""

    def leaf(self, parts: list[Any]) -> Any:
        """A number, a name, a derivative."""
        return parts[0].value

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
        return called(name, tuple(bare(part) for part in given), primes, parts[0].start_pos)

    def entry(self, parts: list[Any]) -> Tree:
        """f(x)_k: one entry of a function of a vector, f(x_k) where a whole quantity stands in it."""
        name, primes = parts[0].value
        inner, place = parts[2] if isinstance(parts[2], tuple) else (parts[2],), parts[4].value
        of = bare(inner[0])
        if len(inner) == 1 and isinstance(of, Ref) and not of.single and not of.indices and len(of.tensor.sizes) == 1:
            return called(name, (replace(of, indices=(place,)),), primes, parts[0].start_pos)
        return Call("entry", (self.call(parts[:4]), place), 0, parts[0].start_pos)

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
