r"""Formulas written out again, with the symbols that their author has: \delta^{l} where \delta^l stood.

What is written is a proposal: only who reads it back knows that it says what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ...language import Network
from ..equivalence.functions import own
from ..tree import (
    Call,
    Delta,
    Letter,
    Negative,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Ratio,
    Ref,
    Slope,
    Sum,
    SumOver,
    Times,
    Transpose,
    Tree,
)
from ..walk import bare, walk
from .lexicon import Lexicon
from .symbols_written import index_text, proposals, reads_as, refs_like, spelling

_WORD = re.compile(r"\\[A-Za-z]+(?:\{[A-Za-z]+\})?|[A-Za-zα-ω]+")
SUM, PRODUCT, SIGN, ATOM = range(4)
GREEK = frozenset(("sigma", "phi", "varphi", "eta", "alpha", "epsilon", "gamma", "lambda"))
SCHOOL = frozenset(("exp", "ln", "log", "tanh", "max", "min", "sin", "cos", "sinh", "cosh"))
SIGNS = {Times.PLAIN: " ", Times.STAR: " * ", Times.HADAMARD: r" \odot ", Times.OUTER: r" \otimes "}
PLAIN_SIGNS = {Times.PLAIN: "*", Times.STAR: "*", Times.HADAMARD: " ⊙ ", Times.OUTER: " ⊗ "}


class Unwritable(Exception):
    """A tree that no author's symbols are known for.  It never leaves the room."""


@dataclass
class Writer:
    """Writes trees in the symbols of one claim; `latex` says whether it has commands in it.

    `formula` is the tree of `text`, `left` that of `before`, the side in front of it.
    """

    lexicon: Lexicon
    text: str
    formula: Tree
    before: str
    left: Tree
    latex: bool = True
    known: dict[Ref, str] = field(default_factory=dict)

    def __call__(self, tree: Tree) -> str:
        """The tree as text.

        Raises:
            Unwritable: a part of it has no symbol.
        """
        return self.written(tree, SUM)

    def written(self, tree: Tree, level: int) -> str:
        """The tree, in parentheses where it binds less than its surroundings ask for."""
        found, own = self.node(tree)
        return f"({found})" if own < level else found

    def node(self, tree: Tree) -> tuple[str, int]:
        """The text of a node, and how strongly it binds."""
        match tree:
            case Number(value=value):
                return f"{value:f}", ATOM
            case Ratio(name=name):
                top, _, bottom = name.partition("/")
                return (self.fraction(top, bottom), ATOM) if bottom else (name, ATOM)
            case Letter(name=name):
                return self.command(name), ATOM
            case Ref():
                return self.symbol(tree), ATOM
            case Slope(of=of, by=by, through=()):
                return self.derivative(self.symbol(of), self.symbol(by)), ATOM
            case Sum(parts=parts):
                return self.sum(parts), SUM
            case Negative(of=inner):
                return f"-{self.written(inner, PRODUCT)}", SUM
            case Product():
                return self.product(tree), PRODUCT
            case Quotient(top=top, bottom=bottom):
                if self.latex:
                    return self.fraction(self(top), self(bottom)), ATOM
                return f"{self.written(top, PRODUCT)}/{self.written(bottom, ATOM)}", PRODUCT
            case Power(base=base, exponent=exponent):
                return f"{self.scripted(base)}^{self.grouped(self(exponent))}", SIGN
            case Transpose(of=inner):
                return f"{self.scripted(inner)}^T", SIGN
            case Call(name="exp", arguments=(inner,)) if self.text[tree.at : tree.at + 1] == "e" and self.latex:
                return f"e^{{{self(inner)}}}", SIGN
            case Call(arguments=arguments, primes=primes):
                inside = ", ".join(self(part) for part in arguments)
                return f"{self.function(tree)}{chr(39) * primes}({inside})", ATOM
            case SumOver(mean=False):
                return self.sum_over(tree), PRODUCT
            case Delta(left=left, right=right):
                return f"[{index_text(left)} = {index_text(right)}]", ATOM
            case Ones():
                return r"\mathbf{1}" if self.latex else "1", ATOM
        raise Unwritable

    def sum(self, parts: tuple[Tree, ...]) -> str:
        """Terms with their signs between them."""
        found = self.written(parts[0], SUM)
        for part in parts[1:]:
            minus = isinstance(part, Negative)
            found += (" - " if minus else " + ") + self.written(
                part.of if isinstance(part, Negative) else part, PRODUCT
            )
        return found

    def product(self, tree: Product) -> str:
        """Factors with their signs between them; products of another kind inside stand in parentheses."""
        mixed = len(set(tree.times)) > 1
        found = ""
        for n, part in enumerate(tree.parts):
            inner = isinstance(part, Product) and (mixed or set(part.times) != set(tree.times))
            text = self.written(part, SIGN if inner or isinstance(part, SumOver) else PRODUCT)
            if n:
                sign = (SIGNS if self.latex else PLAIN_SIGNS)[tree.times[n - 1]]
                found += r" \cdot " if sign == " " and text[0].isdigit() else sign
            found += text
        return found

    def sum_over(self, tree: SumOver) -> str:
        """The sum sign with its limits."""
        if not self.latex:
            raise Unwritable
        first = "" if tree.first is None else f"={self(tree.first)}"
        last = "" if tree.last is None else f"^{{{self(tree.last)}}}"
        return rf"\sum_{{{tree.index}{first}}}{last} {self.written(tree.body, PRODUCT)}"

    def scripted(self, tree: Tree) -> str:
        """What a power or a transpose stands at."""
        text = self.written(tree, ATOM)
        plain = not isinstance(tree, Ref | Letter | Number) or "^" in text or (isinstance(tree, Ref) and "frac" in text)
        return f"({text})" if plain and not text.startswith("(") else text

    def fraction(self, top: str, bottom: str) -> str:
        """One over the other."""
        return rf"\frac{{{top}}}{{{bottom}}}" if self.latex else f"({top})/({bottom})"

    def derivative(self, of: str, by: str) -> str:
        """The derivative of one quantity by another."""
        return rf"\frac{{\partial {of}}}{{\partial {by}}}" if self.latex else f"d{of}/d{by}"

    def grouped(self, text: str) -> str:
        """A script."""
        return text if len(text) == 1 else f"{{{text}}}" if self.latex else f"({text})"

    def function(self, call: Call) -> str:
        """A function as its author calls it, else by its letter or its name."""
        like = (part for part in walk(self.formula) if isinstance(part, Call) and part.name == call.name)
        for match in (_WORD.match(self.text, part.at) for part in like if part.at >= 0):
            if match is not None and match[0] != "e":
                return match[0]
        known = own(self.lexicon.network).get(call.name)
        return known.letter if known is not None and self.latex else self.command(call.name)

    def command(self, name: str) -> str:
        """A letter or a function by name."""
        if not self.latex or len(name) == 1:
            return name
        return f"\\{name}" if name in GREEK or name in SCHOOL else rf"\operatorname{{{name}}}"

    def symbol(self, ref: Ref) -> str:
        """The author's own symbol for a quantity, else one that is read as it."""
        wanted = bare(ref)
        if wanted not in self.known:
            sides = ((self.text, self.formula), (self.before, self.left))
            own = [spelling(text, part, side) for text, side in sides for part in refs_like(side, wanted)]
            for text in (*own, *proposals(wanted, self.text, self.formula, self.lexicon.network, self.latex)):
                if text and reads_as(text, wanted, self.lexicon):
                    self.known[wanted] = text
                    break
            else:
                raise Unwritable
        return self.known[wanted]


def lexicon_of(network: Network, choices: Mapping[str, str]) -> Lexicon:
    """The names as the author of a submission uses them."""
    return Lexicon(network).choosing(choices)
