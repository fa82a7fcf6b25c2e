"""What stands raised behind a quantity: an update, an example, a transpose, an exponent."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...language import Role
from ..tree import Letter, Number, Ref, Sum, Tree
from ..walk import walk
from .above import Above
from .found import Found
from .lexicon import Lexicon
from .marks import stepped
from .misread import Misread
from .parts import loss_of
from .sign import Sign
from .symbol import Symbol


@dataclass(frozen=True)
class Meaning:
    """What a symbol means, and what of its raised signs is left as an exponent or a transpose."""

    tree: Tree
    power: tuple[Sign, ...] = ()
    transposed: bool = False


def dressed(found: Found, symbol: Symbol, above: Above, lexicon: Lexicon) -> Meaning:
    """The meaning with what stands raised: an update, a transpose or an exponent.

    Raises:
        Misread: a prime on something that no update changes by itself.
    """
    tree = found.tree
    if not isinstance(tree, Ref):
        if above.new or symbol.primes:
            raise Misread(symbol.at, f"expected a quantity that an update changes, found {symbol.shown}")
        return Meaning(tree, symbol.above)
    if above.old and not symbol.primes:
        return Meaning(tree)
    parameter = tree.tensor.role is Role.PARAMETER
    if symbol.primes and not (parameter and symbol.primes == 1):
        raise Misread(symbol.at, f"expected a prime at a function or an updated parameter, found {symbol.shown}'")
    if above.new or symbol.primes or (parameter and not found.label and stepped(symbol, above)):
        left = symbol.above if symbol.primes and not above.new and not found.label else ()
        return Meaning(replace(tree, updates=1), left)
    if found.label:
        return Meaning(tree, transposed=above.transposed)
    if parameter and isinstance(above.label, Number) and not above.bracket and above.label.value <= 1:
        raise Misread(
            symbol.at, f"expected an exponent, or a step in parentheses, found {symbol.shown}^{above.label.value}"
        )
    batch = lexicon.names.example is not None and lexicon.names.example in tree.tensor.sizes
    if above.bracket == "(" and above.label is not None and above.example is None and batch:
        return Meaning(replace(tree, example=above.label), transposed=above.transposed)
    worked = isinstance(above.label, Sum) and not any(isinstance(part, Letter) for part in walk(above.label))
    if above.bracket == "(" and above.label is not None and tree.tensor == lexicon.network.loss and not worked:
        alone = loss_of(above.label, lexicon, symbol.at)
        if alone is not None:
            return Meaning(alone)
    if above.bracket and above.label is not None and not worked:  # (2 - 1) is an exponent
        raise Misread(symbol.at, f"expected a layer or an exponent, found {symbol.shown} with a bracket")
    return Meaning(tree, () if above.transposed else symbol.above, above.transposed)
