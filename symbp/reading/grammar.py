"""From text to our own tree, by a small LALR grammar; nothing is ever evaluated."""

from __future__ import annotations

from functools import cache
from typing import Any

from lark import Lark, UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from ..errors import SymbpError
from .builder import Builder, Misread
from .limits import check_text, check_tree
from .source import Source
from .tree import Tree

GRAMMAR = r"""
formula: sum
declarations: declaration (COMMA declaration)* [COMMA]
declaration: sum

?sum: product
    | sum PLUS product -> add
    | sum MINUS product -> subtract
?product: signed
    | product TIMES signed -> multiply
    | product OVER signed -> divide
?signed: power
    | PLUS signed -> positive
    | MINUS signed -> negative
?power: atom
    | atom POWER signed -> power
?atom: NUMBER -> number
    | NAME -> name
    | OPEN sum CLOSE -> parenthesis
    | NAME LEFT positions RIGHT -> item
    | NAME OPEN arguments CLOSE -> call
    | NAME OPEN arguments CLOSE LEFT positions RIGHT -> call_at
positions: position ((COMMA | SEMICOLON) position)*
?position: sum
    | COLON -> whole
arguments: argument (COMMA argument)*
?argument: sum
    | NAME COLON sum -> ranged
    | OPEN sum COMMA sum COMMA sum CLOSE -> limited

NAME: /[^\W\d]\w*/
NUMBER: /([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?/
PLUS: "+"
MINUS: "-"
POWER: "**" | "^"
TIMES: "*"
OVER: "/"
OPEN: "("
CLOSE: ")"
LEFT: "["
RIGHT: "]"
COMMA: ","
SEMICOLON: ";"
COLON: ":"
%ignore /[ \t\r\n]+/
"""

OPERANDS = {"NAME", "NUMBER"}
OPERATORS = {"PLUS", "TIMES"}
CLOSING = {"(": ")", "[": "]"}


@cache
def parser() -> Lark:
    """The parser, built once; its rules build our tree as they go."""
    return Lark(
        GRAMMAR,
        parser="lalr",
        lexer="basic",
        start=["formula", "declarations"],
        transformer=Builder(),
        maybe_placeholders=False,
    )


def parse(source: Source) -> Tree:
    """The tree of a formula.

    Raises:
        SpecError: with line and column, what was expected and what was found.
    """
    found: Tree = read(source, "formula")
    return check_tree(source, found)


def parse_declarations(source: Source) -> tuple[Tree, ...]:
    """The trees of names with their sizes, x[m, n], b[n].

    Raises:
        SpecError: with line and column, what was expected and what was found.
    """
    found: tuple[Tree, ...] = read(source, "declarations")
    return tuple(check_tree(source, tree) for tree in found)


def read(source: Source, start: str) -> Any:
    """What the rule `start` makes of a text."""
    check_text(source)
    if not source.text.strip():
        raise source.error(-1, "expected a formula, found nothing")
    try:
        return parser().parse(source.text, start=start)
    except Misread as error:
        raise source.error(error.at, str(error)) from None
    except UnexpectedInput as error:
        raise unexpected(source, error) from None


def unexpected(source: Source, error: UnexpectedInput) -> SymbpError:
    """The grammar's complaint in words."""
    if isinstance(error, UnexpectedCharacters):
        at = error.pos_in_stream or 0
        return source.error(at, f"expected a number, a name or an operator, found {source.text[at]!a}")
    assert isinstance(error, UnexpectedToken)
    token = error.token
    at = len(source.text.rstrip()) if token.type == "$END" else token.start_pos or 0
    wanted = expected(set(error.expected), enclosing(source.text[:at]))
    found = "the end" if token.type == "$END" else ascii(str(token)[:40])
    hint = ""
    if token.type in ("NAME", "OPEN") and source.text[:at].rstrip()[-1:].isalnum() and error.expected >= OPERATORS:
        hint = "; a product is written with *"
    return source.error(at, f"expected {wanted}, found {found}{hint}")


def expected(terminals: set[str], closing: str) -> str:
    """What could have stood there."""
    if terminals >= OPERATORS:
        return f"an operator or {closing}"
    if terminals >= OPERANDS:
        return "a number, a name or a parenthesis"
    return closing


def enclosing(text: str) -> str:
    """The bracket that the place after a text waits for, else the end."""
    waiting = ["the end"]
    for sign in text:
        if sign in CLOSING:
            waiting.append(CLOSING[sign])
        elif sign in ")]":
            waiting.pop()
    return waiting[-1]
