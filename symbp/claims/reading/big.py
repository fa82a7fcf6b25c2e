r"""Sums with their indices and limits, and functions in front of their arguments."""

from __future__ import annotations

from dataclasses import replace

from ...language import Apply, bases
from ..tree import Call, Letter, Number
from .above import read_above
from .lexicon import Lexicon
from .misread import Misread
from .script import index_name, parts_of, position
from .sign import Sign
from .signs import BARE, FUNCTIONS, PRODUCTS
from .sums import Limits
from .symbol import Symbol, closing, flat, read_script

LETTERS = ("g", "f", "sigma", "phi", "psi", "varphi", "act")  # of an activation


def read_sum(signs: list[Sign], at: int, lexicon: Lexicon) -> tuple[Limits, int]:
    """The indices of a sum, its limits where it has any, and the place behind them.

    Raises:
        Misread: something else stands there.
    """
    limits = Limits()
    sign = signs[at - 1]
    while at < len(signs) and signs[at].kind == "sign" and signs[at].text in "_^":
        below = signs[at].text == "_"
        script, at = read_script(signs, at + 1)
        if below:
            limits = lower_limit(script, sign)._replace(last=limits.last)
        elif script:
            last = position(tuple(s for s in script if s.text not in "{}"))
            if last is None:
                raise Misread(sign.at, "expected the last value of an index above a sum, found something else")
            limits = limits._replace(last=last)
    if limits.last is not None and len(limits.indices) != 1:
        raise Misread(sign.at, "expected an index below the sum, found none")
    return limits, at


def lower_limit(script: tuple[Sign, ...], sign: Sign) -> Limits:
    """The indices below a sum, the first value of one, or the one that it leaves out.

    Raises:
        Misread: something else stands there.
    """
    equals = next((n for n, s in enumerate(script) if s.text == "="), None)
    if equals is not None:
        first = position(script[equals + 1 :])
        if first is None:
            raise Misread(sign.at, "expected the first value of an index below a sum, found something else")
        return Limits((index_name(script[:equals]),), first)
    differs = next((n for n, s in enumerate(script) if s.text == "neq"), None)
    if differs is not None:
        without = position(script[differs + 1 :])
        if without is None:
            raise Misread(sign.at, "expected the index that a sum leaves out, found something else")
        return Limits((index_name(script[:differs]),), without=without)
    parts = parts_of(script)
    if len(parts) == 1 and len(parts[0]) == 1 and parts[0][0].kind == "word" and len(parts[0][0].text) == 2:
        word = parts[0][0]
        parts = [(word._replace(text=letter),) for letter in word.text]
    if not all(parts):
        raise Misread(sign.at, "expected an index below the sum, found nothing")
    return Limits(tuple(index_name(part) for part in parts))


def function_token(
    signs: list[Sign], symbol: Symbol, end: int, lexicon: Lexicon, layer: str = ""
) -> tuple[str, tuple[str, int] | str | Call, int] | None:
    r"""A function as a token: its kind, its name with the number of primes, and the place behind it.

    `layer` is the activation of a layer, where the symbol stands for that.  In a statement about a function its
    letter may be left out: \sigma' = \sigma (1 - \sigma).  None where the symbol is no function, or nothing stands
    there that it could be applied to.

    Raises:
        Misread: a function with a script.
    """
    if symbol.below and lexicon.function(symbol.base + symbol.lower):
        symbol = replace(symbol, base=symbol.base + symbol.lower, below=())  # f_1 where the network has a function f1
    if symbol.base in LETTERS and symbol.lower.lower() in FUNCTIONS:
        symbol = replace(symbol, base=symbol.lower.lower(), below=())  # g_{ReLU}
    if symbol.accent or symbol.below or symbol.bracketed or is_variance(symbol, lexicon):
        return None
    following = signs[end] if end < len(signs) else None
    opens = following is not None and following.kind == "sign" and following.text in "({"
    if symbol.base == "grad" and opens and lexicon.named("grad") is None and not symbol.primes:
        return "GRADIENT", "grad", end
    name = layer or lexicon.function(symbol.base)
    known = name or FUNCTIONS.get(symbol.base, "") or FUNCTIONS.get(symbol.base.lower(), "")
    if not known or (lexicon.named(symbol.base) is not None and not name):
        return None
    if lexicon.named(symbol.base) is not None and not opens:
        return None
    exponent = "".join(sign.text for sign in symbol.above)
    if symbol.above and (symbol.primes or not exponent.isdigit()):
        raise Misread(symbol.at, f"expected {symbol.base} without an exponent, or with a whole one, found another")
    if symbol.primes > 2:
        raise Misread(symbol.at, f"expected at most two primes, found {symbol.primes}")
    if lexicon.variable and stands_alone(signs, symbol, end, lexicon.variable):
        return "LEAF", Call(known, (Letter(lexicon.variable, symbol.at),), symbol.primes, symbol.at), end
    if opens:
        return "CALL", (known, symbol.primes), end
    if known in BARE and not symbol.primes and following is not None:
        return "BARE", (known, 0), end
    raise Misread(symbol.at, f"expected {symbol.base} with its argument in parentheses, found none")


def is_variance(symbol: Symbol, lexicon: Lexicon) -> bool:
    r"""Whether \sigma^2 means a quantity of the network: sigma2, or the one that is called a variance."""
    return symbol.base == "sigma" and flat(symbol.above) == "2" and lexicon.variance() is not None


def of_layer(symbol: Symbol, lexicon: Lexicon) -> tuple[Symbol, str]:
    r"""g^{[1]} or g^{[1]\prime} without what is raised, and the activation of that layer; any other symbol as it is."""
    label = tuple(sign for sign in symbol.above if sign.text != "'")
    above = read_above(label)
    if symbol.base not in LETTERS or not isinstance(above.label, Number) or not above.bracket or above.example:
        return symbol, ""
    if lexicon.named(symbol.base) is not None or not lexicon.names.layers:
        return symbol, ""
    tensor = lexicon.layer("a", int(above.label.value))
    body = next((e.body for e in lexicon.network.equations if e.tensor == tensor), None)
    found = [] if body is None else [base.function.name for base in bases(body) if isinstance(base, Apply)]
    primes = symbol.primes + len(symbol.above) - len(label)
    return (replace(symbol, above=(), primes=primes), found[0]) if len(found) == 1 else (symbol, "")


def stands_alone(signs: list[Sign], symbol: Symbol, end: int, variable: str) -> bool:
    """Whether a function stands without its argument: a parenthesis with the same function in it is a factor."""
    if end == len(signs):
        return True
    following = signs[end]
    if following.kind == "sign" and following.text == "(":
        inner = {sign.text for sign in signs[end + 1 : closing(signs, end)]}
        return symbol.base in inner and variable not in inner
    return following.text in PRODUCTS or (following.kind == "sign" and following.text in "+-*/)}]")
