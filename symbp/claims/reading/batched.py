r"""(1) is the example in a whole claim where it stands at what has no layers: \delta^{(1)} = \hat y^{(1)} - y^{(1)}."""

from __future__ import annotations

from dataclasses import replace

from ..tree import Number
from .above import Above, read_above
from .also import OUTPUTS
from .lexicon import Lexicon
from .misread import Misread
from .outermost import kind, symbols_of
from .scan import scan
from .spellings import TARGETS
from .symbol import Symbol
from .tidy import tidy

SURE = 2  # so many symbols without layers say that a number is the example's
OF_EXAMPLES = frozenset(("x", "X", "y", "Y", *TARGETS, *OUTPUTS))
OF_LAYERS = frozenset(("z", "a", "delta", "dz", "da", "dZ", "dA", "Z", "A"))
FIXED = frozenset(("w", "b"))  # families of parameters: the same for all examples


def of_batch(sides: list[str], lexicon: Lexicon) -> Lexicon:
    """The lexicon for a statement in which raised numbers in parentheses are examples, if this is one.

    Raises:
        Misread: the same kind of number would be a layer at one symbol and an example at another.
    """
    if lexicon.names.example is None or not lexicon.names.layers or not any("^" in side for side in sides):
        return lexicon
    try:
        symbols = [symbol for side in sides for symbol in symbols_of(tidy(scan(side)))]
    except Misread:
        return lexicon
    counted = [symbol for symbol in symbols if is_count(read_above(symbol.above))]
    sure = [symbol for symbol in counted if without_layers(symbol, lexicon)]
    if len(sure) < SURE:
        return lexicon
    layers = [symbol for symbol in counted if lexicon.family(symbol.base.removeprefix("d")) in FIXED]
    if layers:
        raise Misread(0, f"expected a layer or an example, found the same brackets for both, at {layers[0].shown}")
    inner = [symbol for symbol in counted if symbol.base in OF_LAYERS]
    if inner and lexicon.names.depth > 1 and any(symbol.below for symbol in sure):
        raise Misread(0, f"expected the layer of {inner[0].shown}, found none")
    others = {kind(replace(symbol, above=()), lexicon) for symbol in symbols if symbol not in inner}
    return replace(lexicon, batched=True, outermost=lexicon.outermost or others <= {"bare", "output", ""})


def is_count(above: Above) -> bool:
    """Whether a number in parentheses is raised, and nothing else but a transpose."""
    return isinstance(above.label, Number) and above.bracket == "(" and above.example is None


def without_layers(symbol: Symbol, lexicon: Lexicon) -> bool:
    """Whether a symbol is of inputs, targets or outputs, which no layer counts."""
    word = symbol.base + symbol.accent
    return word in OF_EXAMPLES and (bool(symbol.accent) or not lexicon.family(symbol.base))
