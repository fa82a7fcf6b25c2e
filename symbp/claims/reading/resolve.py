"""From a symbol to what it means in the network: the longest name first, then tensors with indices, then letters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from ...language import Role, Tensor, adjoint
from ..tree import Delta, Letter, Number, Ref, Tree
from .above import NEW, Above, read_above
from .found import Found, below_signs, indexed, unit_index
from .layered import layered
from .lexicon import Lexicon
from .misread import Misread
from .script import positions
from .sign import Sign
from .signs import RATES
from .symbol import Symbol, flat

OUTPUTS = ("yhat", "ypred", "o", "output", "outputs", "prediction")


@dataclass(frozen=True)
class Meaning:
    """What a symbol means, and what of its raised signs is left as an exponent or a transpose."""

    tree: Tree
    power: tuple[Sign, ...] = ()
    transposed: bool = False


def resolve(symbol: Symbol, lexicon: Lexicon) -> Meaning | None:
    """The meaning of a symbol; None where nobody knows it.

    Raises:
        Misread: it is known, but not with these scripts.
    """
    above = read_above(symbol.above)
    fresh = renewed(symbol)
    if fresh is not None:
        symbol, above = fresh, replace(above, new=True)
    word = symbol.base + symbol.accent
    full = word + symbol.lower
    found = (
        own_name(symbol, full, above, lexicon)
        or whole_tensor(symbol, word, above, lexicon)
        or layered(symbol, above, lexicon)
        or also_named(symbol, full, above, lexicon)
        or special(symbol, above, lexicon)
    )
    return None if found is None else dressed(found, symbol, above)


def renewed(symbol: Symbol) -> Symbol | None:
    """The symbol without the mark of a new value below: w5_new, w_{5,new}; None where it has none."""
    if symbol.below and symbol.below[-1] and symbol.below[-1][-1].text in NEW - {"+", "next"}:
        rest = symbol.below[-1][:-1]
        while rest and rest[-1].text in ",_":
            rest = rest[:-1]
        return replace(symbol, below=(*symbol.below[:-1], rest) if rest else symbol.below[:-1])
    return None


def own_name(symbol: Symbol, full: str, above: Above, lexicon: Lexicon) -> Found | None:
    """A name that the network declares, with all that stands below in it."""
    named = lexicon.named(full)
    if named is not None:
        tensor = named.tensor
        if tensor.labels and above.label is not None:
            return None
        if symbol.bracketed and not named.single:
            return indexed(symbol, tensor, above)
        return Found(Ref(tensor, single=named.single, at=symbol.at))
    if full in lexicon.names.doubtful:
        raise Misread(symbol.at, f"expected a name that means one thing, found {symbol.shown}")
    if isinstance(above.label, Number) and (above.bracket or lexicon.named(full) is None):
        named = lexicon.named(symbol.base + symbol.accent + str(above.label.value))
        if named is not None and not lexicon.named(symbol.base):
            tree = Ref(named.tensor, single=named.single, at=symbol.at)
            if not symbol.below and not symbol.bracketed:
                return Found(tree, label=True)
            found = None if named.single else indexed(symbol, named.tensor, Above())
            return None if found is None else replace(found, label=True)
    return None


def whole_tensor(symbol: Symbol, word: str, above: Above, lexicon: Lexicon) -> Found | None:
    """A tensor by its own name, what stands below being its indices."""
    named = lexicon.named(word)
    rest = symbol
    if named is None and len(symbol.below) > 1:
        named = lexicon.named(word + symbol.lower[: len(symbol.lower) - len(flat(symbol.below[-1]))])
        rest = replace(symbol, below=symbol.below[-1:])
    if named is None or named.single:
        return None
    return indexed(rest, named.tensor, above)


def also_named(symbol: Symbol, full: str, above: Above, lexicon: Lexicon) -> Found | None:
    """A name that follows from the network's own: z_h1, delta_h1, E."""
    if symbol.accent:
        return None
    named = lexicon.also(full)
    if named is not None and not symbol.bracketed:
        return Found(Ref(named.tensor, single=named.single, at=symbol.at))
    if symbol.base == "delta" and symbol.below:
        return error(symbol, lexicon)
    return None


def error(symbol: Symbol, lexicon: Lexicon) -> Found | None:
    """delta_{o1}: the derivative of the loss by what enters the unit; delta_{jk}: 1 where j is k."""
    named = lexicon.named("net" + symbol.lower)
    if named is None:
        named = lexicon.named(symbol.lower)
        if named is not None and named.tensor.role not in (Role.PREACTIVATION, Role.INTERMEDIATE):
            named = None
    if named is not None:
        return Found(Ref(adjoint(named.tensor), single=named.single, at=symbol.at))
    pair = positions(symbol.below[0], 2) if len(symbol.below) == 1 else None
    if pair is not None and not symbol.above and any(isinstance(part, Letter) for part in pair):
        return Found(Delta(pair[0], pair[1], symbol.at))
    return None


def special(symbol: Symbol, above: Above, lexicon: Lexicon) -> Found | None:
    """The parts of the loss, the output with a hat, targets, the learning rate, letters of sizes."""
    base, signs = symbol.base, below_signs(symbol)
    part, target = lexicon.role(Role.PART), lexicon.role(Role.TARGET)
    if base == "E" and part is not None and signs and not symbol.accent:
        return with_units(symbol, part, above, lexicon)
    if base + symbol.accent in ("yhat", "ypred", "o", "output", "prediction") or (
        base == "y" and symbol.lower == "pred"
    ):
        output = lexicon.outputs
        if output is not None and symbol.lower == "pred":
            return with_units(replace(symbol, below=()), output, above, lexicon)
        return None if output is None else with_units(symbol, output, above, lexicon)
    if base in ("t", "target", "targets") and target is not None and not symbol.accent:
        return with_units(symbol, target, above, lexicon)
    if symbol.accent or signs:
        return None
    if base.lower() in RATES or (base == "alpha" and not lexicon.named("alpha")):
        return Found(Letter("eta", symbol.at))
    if base in lexicon.size_letters() and not symbol.above:
        return Found(Letter(base, symbol.at))
    return None


def with_units(symbol: Symbol, tensor: Tensor, above: Above, lexicon: Lexicon) -> Found | None:
    """A tensor with the indices below a symbol, names of units allowed."""
    return unit_index(symbol, tensor, above, lexicon) or indexed(symbol, tensor, above)


def dressed(found: Found, symbol: Symbol, above: Above) -> Meaning:
    """The meaning with what stands raised: an update, a transpose or an exponent.

    Raises:
        Misread: a prime on something that no update changes by itself.
    """
    tree = found.tree
    if not isinstance(tree, Ref):
        if above.new or symbol.primes:
            raise Misread(symbol.at, f"expected a quantity that an update changes, found {symbol.shown}")
        return Meaning(tree, symbol.above)
    parameter = tree.tensor.role is Role.PARAMETER
    if symbol.primes and not (parameter and symbol.primes == 1):
        raise Misread(symbol.at, f"expected a prime at a function or an updated parameter, found {symbol.shown}'")
    if above.new or symbol.primes or (parameter and not found.label and stepped(symbol, above)):
        left = symbol.above if symbol.primes and not above.new and not found.label else ()
        return Meaning(replace(tree, updates=1), left)
    if found.label:
        return Meaning(tree, transposed=above.transposed)
    if above.bracket == "(" and above.label is not None and above.example is None and tree.tensor.sizes:
        return Meaning(replace(tree, example=above.label), transposed=above.transposed)
    return Meaning(tree, () if above.transposed else symbol.above, above.transposed)


def stepped(symbol: Symbol, above: Above) -> bool:
    """Whether a parameter's raised sign says that it is the next one: w_5^{(1)}, w_5^{t+1}.

    Raises:
        Misread: some other number in parentheses.
    """
    if above.bracket == "(" and isinstance(above.label, Number) and above.label.value != Decimal(1):
        raise Misread(symbol.at, f"expected a layer, an update or an exponent, found {symbol.shown} with a bracket")
    return above.later or (above.bracket == "(" and isinstance(above.label, Number))
