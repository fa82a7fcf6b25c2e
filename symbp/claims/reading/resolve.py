"""From a symbol to what it means in the network: the longest name first, then tensors with indices, then letters."""

from __future__ import annotations

from dataclasses import replace

from ...language import Role, adjoint
from ..tree import Letter, Number, Ref, Tree
from .above import Above, read_above
from .also import also_named, special, with_units
from .dressing import Meaning, dressed
from .found import Found, indexed
from .layered import layered
from .lexicon import Lexicon
from .marks import of_target, renewed
from .misread import Misread
from .numbered import numbered
from .raised import barred, raised
from .spellings import Named
from .state import carried
from .symbol import Symbol
from .units import every_unit


def resolve(symbol: Symbol, lexicon: Lexicon) -> Meaning | None:
    """The meaning of a symbol; None where nobody knows it.

    Raises:
        Misread: it is known, but not with these scripts.
    """
    if symbol.base == lexicon.variable and not (symbol.accent or symbol.below or symbol.bracketed or symbol.primes):
        return Meaning(Letter(symbol.base, symbol.at), symbol.above)
    if symbol.base in ("X", "Y") and lexicon.names.layers and lexicon.named(symbol.base) is None:
        symbol = replace(symbol, base=symbol.base.lower())  # the inputs and targets of all examples
    aimed = of_target(symbol, lexicon)
    if aimed is not None:
        return Meaning(aimed)
    symbol = raised(symbol, lexicon)
    above = read_above(symbol.above)
    fresh = renewed(symbol)
    if fresh is not None:
        symbol, above = fresh, replace(above, new=True)
    of_rule = carried(symbol, above, lexicon, resolve)
    if of_rule is not None:
        return Meaning(*of_rule)
    word = symbol.base + symbol.accent
    full = word + symbol.lower
    found = (
        by_choice(symbol, full, above, lexicon)
        or own_name(symbol, full, above, lexicon)
        or whole_tensor(symbol, word, above, lexicon)
        or layered(symbol, above, lexicon)
        or also_named(symbol, full, above, lexicon)
        or other_letter(symbol, above, lexicon)
        or special(symbol, above, lexicon)
    )
    if found is None and (of_units := every_unit(symbol, lexicon)) is not None:
        found = Found(of_units)
    if found is None and lexicon.counting and not lexicon.names.layers:
        apart = replace(lexicon.choosing({}), counting=False)
        of_letter = numbered(symbol, lambda other: known(other, apart))
        found = None if of_letter is None else Found(of_letter)
    if found is None and symbol.accent == "bar":
        found = barred(resolve(replace(symbol, accent=""), lexicon), lexicon)
    return None if found is None else dressed(found, symbol, above, lexicon)


def known(symbol: Symbol, lexicon: Lexicon) -> Tree | None:
    """The quantity of a symbol without an exponent; None where nobody knows it."""
    meaning = resolve(symbol, lexicon)
    return None if meaning is None or meaning.power or meaning.transposed else meaning.tree


def by_choice(symbol: Symbol, full: str, above: Above, lexicon: Lexicon) -> Found | None:
    """What depends on its author's way to write: y for the output or the target, h1 for what leaves a unit."""
    target, output = lexicon.role(Role.TARGET), lexicon.outputs
    if output is not None and target is not None and target.name == "y" and not symbol.accent:
        if symbol.base == "y" and lexicon.named(full) in (None, Named(target)) and symbol.lower != "pred":
            if lexicon.ask("y") == "output":
                return with_units(symbol, output, above, lexicon)
    named = lexicon.named(f"out{full}")
    if named is None or symbol.accent or lexicon.named(full) is not None or lexicon.also(full) is not None:
        return None
    choice = lexicon.ask("units")
    chosen = {"activations": named, "pre-activations": lexicon.named(f"net{full}")}.get(choice)
    if chosen is not None:
        return Found(Ref(chosen.tensor, single=chosen.single, at=symbol.at))
    raise Misread(symbol.at, f"expected net_{full} or out_{full}, found {symbol.shown}, which may mean either")


def own_name(symbol: Symbol, full: str, above: Above, lexicon: Lexicon) -> Found | None:
    """A name that the network declares, with all that stands below in it."""
    layer = of_layer(symbol, above, lexicon)
    if layer is not None:
        return layer
    named = lexicon.named(full)
    if named is not None:
        if named.tensor.labels and above.label is not None:
            return None
        other = lexicon.named(symbol.base) if symbol.below and not symbol.accent else None
        if other is not None and other.tensor != named.tensor and len(other.tensor.sizes + other.tensor.labels) == 1:
            message = f"expected a name that means one thing, found {symbol.shown}: {named.single or named.tensor.name}"
            raise Misread(symbol.at, f"{message}, or an element of {symbol.base}")
        if symbol.bracketed and not named.single:
            return indexed(symbol, named.tensor, above, lexicon)
        if named.tensor.labels and lexicon.network.cases:
            raise Misread(symbol.at, f"expected the layer of {symbol.shown}, found none")
        lexicon.note(named)
        return Found(Ref(named.tensor, single=named.single, at=symbol.at))
    if full in lexicon.names.doubtful:
        raise Misread(symbol.at, f"expected a name that means one thing, found {symbol.shown}")
    return None


def other_letter(symbol: Symbol, above: Above, lexicon: Lexicon) -> Found | None:
    r"""x_{ij} for an entry of X, where there is no x; \hat{p} for p, where that is computed."""
    if symbol.accent == "hat":
        word = symbol.base + symbol.lower
        named = lexicon.named(word) or lexicon.named(symbol.base)
        computed = {equation.tensor for equation in lexicon.network.equations}
        if named is None or named.tensor not in computed or named.tensor == lexicon.network.loss:
            return None
        bare = replace(symbol, accent="")
        return own_name(bare, word, above, lexicon) or whole_tensor(bare, symbol.base, above, lexicon)
    named = lexicon.other_case(symbol.base) if symbol.below and not symbol.accent else None
    return None if named is None else indexed(symbol, named.tensor, above, lexicon)


def of_layer(symbol: Symbol, above: Above, lexicon: Lexicon) -> Found | None:
    """A name that ends in the number raised behind the symbol: W^{[1]}_{12} for W1, where there is no W."""
    if not isinstance(above.label, Number) or lexicon.named(symbol.base) is not None or above.bracket == "<":
        return None
    error = symbol.base == "delta"
    if lexicon.names.layers and (error or lexicon.family(symbol.base)):
        return None
    named = lexicon.named(("z" if error else symbol.base) + symbol.accent + str(above.label.value))
    first = symbol.below[0][0].text if symbol.below and symbol.below[0] else ""
    other = lexicon.named(symbol.base + symbol.lower) or lexicon.named(symbol.base + first)
    if named is None or (not above.bracket and other is not None):
        return None
    if symbol.below and (named.single or not named.tensor.sizes):
        return None
    found: Found | None = Found(Ref(named.tensor, single=named.single, at=symbol.at))
    if symbol.below or symbol.bracketed:
        found = indexed(symbol, named.tensor, replace(above, label=None), lexicon)
    if found is None or not isinstance(found.tree, Ref):
        return None
    return Found(replace(found.tree, tensor=adjoint(named.tensor)) if error else found.tree, label=True)


def whole_tensor(symbol: Symbol, word: str, above: Above, lexicon: Lexicon) -> Found | None:
    """A tensor by its own name, what stands below being its indices."""
    named = lexicon.named(word)
    rest = symbol
    if named is None and symbol.below and symbol.below[0] and symbol.below[0][0].kind == "number":
        first, *others = symbol.below[0]
        while others and others[0].text in ",_":
            others = others[1:]
        named = lexicon.named(word + first.text)
        rest = replace(symbol, below=(tuple(others), *symbol.below[1:]) if others else symbol.below[1:])
    if named is not None and rest.below and not (named.tensor.sizes or named.tensor.labels or symbol.accent):
        other = lexicon.named(symbol.base.swapcase()) if len(symbol.base) == 1 else None
        if other is not None and not other.single and len(other.tensor.sizes + other.tensor.labels) == 1:
            return indexed(rest, other.tensor, above, lexicon)  # L_t for l_t beside the whole loss L
    if named is None or named.single:
        return None
    return indexed(rest, named.tensor, above, lexicon)
