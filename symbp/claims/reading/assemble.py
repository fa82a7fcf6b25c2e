"""From signs to the tokens of the grammar: names resolved, derivatives and indices put together."""

from __future__ import annotations

from decimal import Decimal

from lark import Token

from ..tree import Number, Ones, Ratio
from .above import NEW
from .big import function_token, of_layer, read_sum
from .classes import equal, equality
from .derivative import nabla
from .misread import Misread
from .naming import leaves
from .numeral import numeral
from .second import any_derivative
from .sign import Sign
from .signs import FUNCTIONS, OPERATORS, PRODUCTS
from .symbol import power_of_plain, read_script, read_symbol, starts_symbol
from .tokens import PLAIN, Tokens


class Assembler(Tokens):
    """One pass over the signs of a side; `tokens` grows."""

    def run(self) -> list[Token]:
        """The tokens of all signs."""
        while self.at < len(self.signs):
            self.step()
        return self.tokens

    def step(self) -> None:
        """Take one sign, or a symbol."""
        sign = self.signs[self.at]
        if sign.kind == "number":
            self.number(sign)
        elif sign.kind == "sign":
            self.plain(sign)
        elif sign.kind in ("word", "accent") or starts_symbol(sign):
            self.symbol()
        elif sign.kind == "command":
            self.command(sign)
        elif sign.kind in ("begin", "end"):
            self.matrices += 1 if sign.kind == "begin" else -1
            self.put("BEGIN" if sign.kind == "begin" else "END", sign.text, sign)
            self.at += 1
        elif sign.kind == "gap":
            self.at += 1
        else:
            raise Misread(sign.at, f"expected a formula, found the words {sign.text[:40]!a}")

    def number(self, sign: Sign) -> None:
        """A number, with the power of ten or the per cent behind it."""
        value, self.at = numeral(self.signs, self.at)
        self.leaf(Number(value, sign.at), sign)

    def plain(self, sign: Sign) -> None:
        """An operator, a bracket, a bar."""
        text = sign.text
        self.at += 1
        if text == "^" or (text == "*" and power_of_plain(self.signs, self.at - 1)):
            self.at += 0 if text == "^" else 1
            script, self.at = read_script(self.signs, self.at)
            self.raised(script, sign)
        elif text == "*":
            following = self.peek()
            self.put("TIMES", "star", sign)
            if following is not None and following.text == "*":
                raise Misread(following.at, "expected an operand, found *")
        elif text == "." and self.peek() is not None and self.signs[self.at].text == "*":
            self.at += 1
            self.put("TIMES", "hadamard", sign)
        elif text == "@":
            self.put("TIMES", "plain", sign)
        elif text == "&":
            if self.matrices:
                self.put("AMP", text, sign)
        elif text == "|":
            if not self.along(sign):
                self.bar(sign)
        elif text in "([" and (delta := equality(self.signs, self.at - 1, self.lexicon)) is not None:
            self.at = delta[1]
            self.indicated(delta[0], sign)
        elif text == "'" and self.tokens and self.tokens[-1].type in ("CLOSE", "RIGHT"):
            raise Misread(sign.at, "expected T for a transpose, found a prime")
        elif text == "_" and self.tokens and self.tokens[-1].type == "CLOSE":
            self.entry(sign)
        elif text in PLAIN:
            if text == "(" and self.applied(sign):
                return
            self.put(PLAIN[text], text, sign)
        else:
            raise Misread(sign.at, f"expected a number, a name or an operator, found {text}")

    def raised(self, script: tuple[Sign, ...], sign: Sign) -> None:
        """What stands raised behind something that is no name: a transpose or an exponent."""
        if len(script) == 1 and script[0].text in ("T", "top"):
            self.put("TRANSPOSE", "T", sign)
            return
        if len(script) == 1 and script[0].text in NEW:
            self.put("NEW", "+", sign)
            return
        if script and script[0].text == "odot":
            script = script[1:]  # a power entry by entry, as all powers are
        if not script:
            raise Misread(sign.at, "expected an exponent, found nothing")
        self.put("POWER", "^", sign)
        self.put("GL", "{", sign)
        inner = Assembler(list(script), self.lexicon)
        self.tokens += inner.run()
        self.put("GR", "}", sign)

    def command(self, sign: Sign) -> None:
        """A command that is no letter: an operator, a fraction, a sum, a function."""
        name = sign.text
        self.at += 1
        if name == "oslash":
            self.put("OVER", "/", sign)
        elif name in PRODUCTS:
            self.put("TIMES", PRODUCTS[name], sign)
        elif name in ("frac", "partial", "nabla"):
            found = any_derivative(self.signs, self.at - 1, self.lexicon)
            if found is None:
                self.put("FRAC", name, sign)
            else:
                self.at = found[1]
                self.leaf(found[0], sign)
        elif name == "sum":
            limits, self.at = read_sum(self.signs, self.at, self.lexicon)
            self.put("SUM", limits, sign)
        elif name == "sqrt":
            self.put("ROOT", name, sign)
        elif name == "half":
            self.put("FRAC", "frac", sign)
            for digit in "12":
                self.put("GL", "{", sign)
                self.put("LEAF", Number(Decimal(digit), sign.at), sign)
                self.put("GR", "}", sign)
        elif name == "ones":
            delta = None
            if self.at < len(self.signs) and self.signs[self.at].text == "_":
                script, self.at = read_script(self.signs, self.at + 1)
                delta = equal([part for part in script if part.text not in "{}()"], sign, self.lexicon)
            self.leaf(delta or Ones(sign.at), sign)
        elif name == "transpose":
            self.put("TRANSPOSE", "T", sign)
        elif name == "pi":
            self.leaf(Ratio("pi", sign.at), sign)
        elif name in ("|", "rvert", "lvert", "vert"):
            if not self.along(sign):
                self.bar(sign)
        elif name == "\\":
            if self.matrices:
                self.put("ROW", name, sign)
        elif name in FUNCTIONS or self.lexicon.function(name):
            self.at -= 1
            self.symbol()
        else:
            raise Misread(sign.at, f"expected a command of formulas, found \\{name[:30]}")

    def symbol(self) -> None:
        """A name with its scripts: a quantity, a function, a derivative, or several names side by side."""
        sign = self.signs[self.at]
        symbol, end = read_symbol(self.signs, self.at)
        symbol, layer = of_layer(symbol, self.lexicon)
        function = function_token(self.signs, symbol, end, self.lexicon, layer)
        if function is not None:
            kind, value, self.at = function
            self.put(kind, value, sign, symbol.base)
            if symbol.above:
                self.raised(symbol.above, sign)
            return
        if symbol.base == "x" and end == self.at + 1 and self.between_numbers():
            self.at += 1
            self.put("TIMES", "plain", sign)
            return
        if self.of_class(symbol, end, sign):
            return
        operator = symbol.base in OPERATORS and self.lexicon.named(symbol.base) is None
        if operator and not symbol.below and not symbol.above:
            self.at += 1
            self.put("TIMES", OPERATORS[symbol.base], sign)
            return
        if symbol.base == "grad" and symbol.below and self.lexicon.named("grad") is None:
            tree, self.at = nabla(self.signs, self.at, self.lexicon)
            self.leaf(tree, sign)
            return
        if symbol.base in ("sum", "Sum", "Sigma") and self.lexicon.named(symbol.base) is None:
            limits, self.at = read_sum(self.signs, self.at + 1, self.lexicon)
            self.put("SUM", limits, sign)
            return
        for tree, power, transposed, at in leaves(self.signs, self.at, self.lexicon):
            self.leaf(tree, sign._replace(at=tree.at, space=sign.space and tree.at == sign.at))
            if power:
                self.raised(power, sign)
            if transposed:
                self.put("TRANSPOSE", "T", sign)
            self.at = at
