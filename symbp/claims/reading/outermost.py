r"""z and a without a layer, beside the outputs alone, are of the last layer: \hat y = softmax(z), dL/dz = p - y."""

from __future__ import annotations

from dataclasses import replace

from ...language import Role
from .also import OUTPUTS, SCORES
from .components import of_vectors
from .lexicon import Lexicon
from .misread import Misread
from .piecewise import LEADING, OTHERWISE
from .scan import scan
from .sign import Sign
from .signs import FUNCTIONS
from .spellings import LOSSES, TARGETS
from .symbol import Symbol, read_symbol, starts_symbol
from .tidy import tidy

BARE = frozenset(("z", "a", "Z", "A"))
_OTHERS = frozenset(("e", "m", "n", "N", "T"))  # numbers, and how many there are of something


def beside_outputs(sides: list[str], lexicon: Lexicon) -> Lexicon:
    """The lexicon for a statement in which z and a are of the last layer, as nothing else than outputs stands there."""
    if lexicon.names.depth < 2 or not any(letter in side for side in sides for letter in BARE):
        return lexicon
    try:
        symbols = [symbol for side in sides for symbol in symbols_of(of_vectors(tidy(scan(side)), lexicon))]
    except Misread:
        return lexicon
    kinds = {kind(symbol, lexicon) for symbol in symbols}
    last = {"bare", "output"} <= kinds <= {"bare", "output", ""}
    return replace(lexicon, outermost=True) if last else lexicon


def symbols_of(signs: list[Sign]) -> list[Symbol]:
    """All symbols with their scripts; what stands in a script is no symbol of its own.

    Raises:
        Misread: scripts that are not well formed.
    """
    found = []
    at = 0
    while at < len(signs):
        if starts_symbol(signs[at]):
            symbol, at = read_symbol(signs, at)
            found.append(symbol)
        elif signs[at].text in ("_", "^") and signs[at].kind == "sign":
            at += 1
            depth = 0
            while at < len(signs):
                depth += {"{": 1, "}": -1}.get(signs[at].text, 0)
                at += 1
                if not depth:
                    break
        else:
            at += 1
    return found


def kind(symbol: Symbol, lexicon: Lexicon) -> str:
    """What a symbol is: "bare" for z, "output" for what says that the outputs are meant, "other" for a quantity."""
    base = symbol.base
    if base.startswith("d") and len(base) > 1 and base != "delta":
        base = base[1:]
    word = base + symbol.accent
    layer = any(sign.kind == "number" for script in symbol.below for sign in script) or bool(symbol.bracketed)
    if base in BARE and not symbol.accent:
        return "other" if layer or symbol.above or lexicon.named(base) is not None else "bare"
    target = lexicon.role(Role.TARGET)
    aims = (*TARGETS, "y", "Y") if target is not None else ()
    if symbol.base == "softmax" or word in OUTPUTS or (word in aims and not layer):
        return "output"
    if word in SCORES and not layer:
        return "output"
    if len(word) == 1 and not (lexicon.named(word) or lexicon.also(word) or lexicon.family(word)):
        return ""
    known = base in (*LOSSES, *OTHERWISE, *LEADING, *FUNCTIONS, *_OTHERS, "d") or lexicon.function(base)
    return "" if known or (base == "delta" and len(symbol.lower) == 2 and symbol.lower.isalpha()) else "other"
