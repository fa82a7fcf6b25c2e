r"""Other ways to write what stands raised: Z[2] for Z^{[2]}, y_1^{target} for y1target, \bar{z} for dL/dz."""

from __future__ import annotations

from dataclasses import replace

from ...language import Role, adjoint
from ..tree import Ref
from .dressing import Meaning
from .found import Found
from .lexicon import Lexicon
from .symbol import Symbol, flat

INNER = frozenset((Role.PARAMETER, Role.INTERMEDIATE, Role.PREACTIVATION, Role.ACTIVATION))


def raised(symbol: Symbol, lexicon: Lexicon) -> Symbol:
    """The symbol as most write it: a layer in square brackets raised, a raised word of its name below."""
    word = symbol.base + symbol.accent + symbol.lower
    if len(symbol.above) == 1 and symbol.above[0].kind == "word" and lexicon.named(word + symbol.above[0].text):
        return replace(symbol, below=(*symbol.below, symbol.above), above=())
    of_layer = lexicon.names.depth > 1 and lexicon.family(symbol.base) and lexicon.named(symbol.base) is None
    inner = symbol.bracketed
    if not (of_layer and inner) or symbol.below or symbol.accent or any(sign.text in ",[(:" for sign in inner):
        return symbol
    if symbol.above and flat(symbol.above) not in ("T", "?"):
        return symbol  # Z[1]^2 is no layer of a square
    opening, closing = (inner[0]._replace(kind="sign", text=text) for text in "[]")
    return replace(symbol, bracketed=(), above=(opening, *inner, closing, *symbol.above))


def barred(meaning: Meaning | None, lexicon: Lexicon) -> Found | None:
    r"""\bar{z}: the derivative of the loss by z, as those write it who differentiate by program.

    None for inputs and targets, and where there are several examples: there a bar may be a mean.
    """
    tree = None if meaning is None else meaning.tree
    if not isinstance(tree, Ref) or tree.updates or tree.tensor.role not in INNER or lexicon.names.example is not None:
        return None
    return Found(replace(tree, tensor=adjoint(tree.tensor)))
