"""The tokens of a side as they grow."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lark import Token

from ...language import Role
from ..tree import Letter, Number, Ref, Slope, Tree
from .lexicon import Lexicon
from .misread import Misread
from .sign import Sign
from .symbol import closing, flat, read_script, starts_symbol

PLAIN = {
    "+": "PLUS",
    "-": "MINUS",
    "(": "OPEN",
    ")": "CLOSE",
    "[": "LEFT",
    "]": "RIGHT",
    "{": "GL",
    "}": "GR",
    ",": "COMMA",
    ";": "COMMA",
    "/": "OVER",
}


class Tokens:
    """A place among the signs of a side, and the tokens made of what stands before it."""

    def __init__(self, signs: list[Sign], lexicon: Lexicon) -> None:
        self.signs = signs
        self.lexicon = lexicon
        self.tokens: list[Token] = []
        self.at = 0
        self.bars = 0
        self.matrices = 0

    def peek(self, ahead: int = 0) -> Sign | None:
        """A sign further on."""
        return self.signs[self.at + ahead] if self.at + ahead < len(self.signs) else None

    def put(self, kind: str, value: Any, sign: Sign, text: str = "") -> None:
        """One token more."""
        token = Token(kind, text or sign.text, start_pos=sign.at, end_pos=sign.end)
        token.value = value
        self.tokens.append(token)

    def leaf(self, tree: Tree, sign: Sign) -> None:
        """A token that stands for a tree."""
        if self.tokens and self.tokens[-1].type == "LEAF" and len(self.tokens) > 1 and not sign.space:
            if self.tokens[-2].type == "OVER" and isinstance(self.tokens[-1].value, Number | Letter):
                raise Misread(sign.at, "expected parentheses to say what stands below the stroke, found none")
        self.put("LEAF", tree, sign)

    def check_applied(self, sign: Sign) -> None:
        """A quantity in front of a parenthesis is a factor of what stands in it.

        Raises:
            Misread: only names or a whole number stand in it, so that it may be a function of them, or a step.
        """
        before = self.tokens[-1] if self.tokens else None
        value = before.value if before is not None and before.type == "LEAF" else None
        if not isinstance(value, Ref | Slope) or (isinstance(value, Ref) and value.tensor.role is Role.ADJOINT):
            return
        inner = self.signs[self.at : closing(self.signs, self.at - 1)]
        if "".join(part.text for part in inner) in ("t+1", "k+1", "n+1", "i+1"):
            raise Misread(sign.at, f"expected an operator behind {before}, found a step in parentheses")
        named = [part for part in inner if part.kind != "sign" or part.text not in "_{},'"]
        plain = all(part.kind in ("word", "accent") or starts_symbol(part) or part.text.isdigit() for part in named)
        if plain and len(inner) == len(named) + sum(part.kind == "sign" for part in inner):
            raise Misread(
                sign.at, f"expected an operator behind {before}, found a parenthesis that makes it a function"
            )

    def between_numbers(self) -> bool:
        """Whether a number stands on both sides."""
        before, after = (self.tokens[-1] if self.tokens else None), self.peek(1)
        return before is not None and isinstance(before.value, Number) and after is not None and after.kind == "number"

    def along(self, sign: Sign) -> bool:
        r"""Whether a bar behind a derivative says along which path: \left. ... \right|_{direct}, |_{o1}."""
        before, mark = self.tokens[-1] if self.tokens else None, self.peek()
        if self.bars % 2 or mark is None or mark.text != "_":
            return False
        if before is None or not isinstance(before.value, Slope):
            raise Misread(sign.at, "expected a derivative in front of a bar, found something else")
        script, self.at = read_script(self.signs, self.at + 1)
        word = flat(script)
        named = self.lexicon.named("out" + word) or self.lexicon.named(word)
        if word in ("direct", "local"):
            before.value = replace(before.value, local=True)
        elif named is not None and before.value.through == ():
            before.value = replace(before.value, through=(Ref(named.tensor, single=named.single, at=sign.at),))
        else:
            raise Misread(sign.at, f"expected a path behind the bar, found {word[:40]}")
        return True

    def bar(self, sign: Sign) -> None:
        """The left or the right bar of a norm."""
        opens = self.bars % 2 == 0
        self.bars += 1
        following = self.peek()
        if following is not None and following.text == "|" and following.at == sign.end:
            self.at += 1
        self.put("NORM" if opens else "NORM_END", "|", sign)
