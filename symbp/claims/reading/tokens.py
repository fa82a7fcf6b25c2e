"""The tokens of a side as they grow."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lark import Token

from ...language import Role
from ..tree import Delta, Letter, Number, Ones, Ref, Slope, Tree
from .classes import IMPLIED, class_index, equality
from .given import repeats
from .lexicon import Lexicon
from .misread import Misread
from .script import position
from .sign import Sign
from .symbol import Symbol, closing, flat, read_script, starts_symbol

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

    def applied(self, sign: Sign) -> bool:
        """A quantity in front of a parenthesis is a factor of what stands in it; whether it is what the loss is of.

        Raises:
            Misread: only names or a whole number stand in it, so that it may be a function of them, or a step.
        """
        before = self.tokens[-1] if self.tokens else None
        value = before.value if before is not None and before.type == "LEAF" else None
        if not isinstance(value, Ref | Slope) or (isinstance(value, Ref) and value.tensor.role is Role.ADJOINT):
            return False
        end = closing(self.signs, self.at - 1)
        inner = self.signs[self.at : end]
        if "".join(part.text for part in inner) in ("t+1", "k+1", "n+1", "i+1"):
            raise Misread(sign.at, f"expected an operator behind {before}, found a step in parentheses")
        named = [part for part in inner if part.kind != "sign" or part.text not in "_{},'"]
        plain = all(part.kind in ("word", "accent") or starts_symbol(part) or part.text.isdigit() for part in named)
        loss = isinstance(value, Ref) and value.tensor == self.lexicon.network.loss
        if plain and loss and named and not any(part.text.isdigit() for part in inner):
            self.at = end + 1  # L(y, t) is L
            return True
        if plain and len(inner) == len(named) + sum(part.kind == "sign" for part in inner):
            raise Misread(
                sign.at, f"expected an operator behind {before}, found a parenthesis that makes it a function"
            )
        return False

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
        if repeats(script, self.lexicon):
            return True
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

    def indicated(self, delta: Delta, sign: Sign) -> None:
        """1 where two indices are equal, with or without a 1 of its own in front."""
        if self.tokens and isinstance(self.tokens[-1].value, Ones) and not sign.space:
            self.tokens.pop()
        self.leaf(delta, sign)

    def of_class(self, symbol: Symbol, end: int, sign: Sign) -> bool:
        """Whether [k = y] or a one-hot target stands here, I(k = y), one_hot(y); then it is taken.

        Raises:
            Misread: something else than the target in one_hot(...).
        """
        following = self.signs[end] if end < len(self.signs) else sign
        if following.kind != "sign" or following.text not in "([":
            return False
        if symbol.base == "I" and (delta := equality(self.signs, end, self.lexicon)) is not None:
            self.leaf(delta[0], sign)
            self.at = delta[1]
            return True
        if (symbol.base + symbol.lower).lower() != "onehot":
            return False
        behind = closing(self.signs, end)
        known = class_index(self.signs[end + 1 : behind], self.lexicon)
        if known is None:
            raise Misread(sign.at, "expected the target, one-hot, found something else")
        implied = isinstance(known.example, Letter) and known.example.name == IMPLIED
        self.leaf(replace(known, example=None) if implied else known, sign)
        self.at = behind + 1
        return True

    def entry(self, sign: Sign) -> None:
        """An index behind a function, softmax(z)_k.

        Raises:
            Misread: something else stands there.
        """
        script, self.at = read_script(self.signs, self.at)
        place = class_index(script, self.lexicon) or position(script)
        if place is None:
            raise Misread(sign.at, "expected an index behind the function, found something else")
        self.put("BELOW", place, sign)
