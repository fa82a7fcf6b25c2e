"""The grammar of claims: LALR over tokens whose names are resolved already."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from lark import Lark, Token, UnexpectedToken
from lark.lexer import Lexer

from ..tree import Tree
from .builder import Builder
from .misread import Misread

GRAMMAR = r"""
side: sum
?sum: product
    | MINUS product -> negative
    | PLUS product -> positive
    | sum PLUS product -> add
    | sum MINUS product -> subtract
    | sum PLUS MINUS product -> subtract_after
?product: chain
    | large
    | chain large -> beside
    | chain TIMES large -> multiply
    | chain OVER large -> divide
?large: big
    | BARE big -> bare
big: SUM product
    | SUM MINUS product -> big_negative
?chain: tight
    | chain TIMES operand -> multiply
    | chain OVER operand -> divide
    | chain tight -> beside
?operand: tight
    | MINUS operand -> negative
    | PLUS operand -> positive
?tight: atom
    | tight POWER GL sum GR -> power
    | tight TRANSPOSE -> transpose
    | tight NEW -> renewed
?atom: LEAF -> leaf
    | OPEN sum CLOSE -> parenthesis
    | OPEN sum COMMA row CLOSE -> listed
    | LEFT sum RIGHT -> bracket
    | LEFT sum COMMA row RIGHT -> listed
    | FRAC GL sum GR GL sum GR -> fraction
    | ROOT GL sum GR -> root
    | ROOT OPEN sum CLOSE -> root
    | CALL OPEN row CLOSE -> call
    | CALL GL sum GR -> call
    | BARE OPEN row CLOSE -> call
    | BARE GL sum GR -> call
    | BARE applied -> bare
    | CALL exponent OPEN row CLOSE -> call_to_power
    | BARE exponent OPEN row CLOSE -> call_to_power
    | BARE exponent applied -> bare_to_power
    | CALL OPEN row CLOSE BELOW -> entry
    | GRADIENT OPEN LEAF CLOSE -> gradient
    | GL sum GR -> parenthesis
    | NORM sum NORM_END -> norm
    | BEGIN rows END -> matrix
?applied: LEAF -> leaf
    | BEGIN rows END -> matrix
    | FRAC GL sum GR GL sum GR -> fraction
    | CALL OPEN row CLOSE -> call
    | CALL GL sum GR -> call
exponent: POWER GL sum GR
row: sum (COMMA sum)*
rows: cells (ROW cells)* ROW?
cells: sum (AMP sum)*

%declare LEAF PLUS MINUS TIMES OVER POWER TRANSPOSE GL GR OPEN CLOSE LEFT RIGHT COMMA FRAC ROOT CALL BARE
%declare BELOW GRADIENT SUM NEW NORM NORM_END BEGIN END ROW AMP
"""

WORDS = {
    "LEAF": "a number or a name",
    "CLOSE": ")",
    "RIGHT": "]",
    "GR": "}",
    "$END": "the end",
}


class Handed(Lexer):
    """Tokens that have been made already."""

    def __init__(self, lexer_conf: object) -> None:
        pass

    def lex(self, data: Any) -> Iterator[Token]:  # type: ignore[override]
        """The tokens themselves."""
        return iter(data)


@cache
def parser() -> Lark:
    """The parser, built once; its rules build the tree as they go."""
    return Lark(GRAMMAR, parser="lalr", lexer=Handed, start="side", transformer=Builder(), maybe_placeholders=False)


def parse(tokens: list[Token], end: int) -> Tree:
    """The tree of a side.

    Raises:
        Misread: with its place, what was expected and what was found.
    """
    if not tokens:
        raise Misread(end, "expected a formula, found nothing")
    try:
        found: Any = parser().parse(tokens)
    except UnexpectedToken as error:
        token = error.token
        at = end if token.type == "$END" else token.start_pos or 0
        found_text = "the end" if token.type == "$END" else str(token)
        raise Misread(at, f"expected {wanted(set(error.expected))}, found {found_text}") from None
    tree: Tree = found
    return tree


def wanted(terminals: set[str]) -> str:
    """What could have stood there."""
    if "LEAF" in terminals and "TIMES" not in terminals:
        return "a number, a name or a parenthesis"
    for name in ("CLOSE", "RIGHT", "GR", "NORM_END", "$END"):
        if name in terminals:
            return f"an operator or {WORDS.get(name, 'the other bar')}"
    return "something else"
