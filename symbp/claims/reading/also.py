"""Names that follow from the network's own: z_h1 for net_h1, delta_h1, E for the loss, a hat for the outputs."""

from __future__ import annotations

from dataclasses import replace

from ...language import Role, Tensor, adjoint
from ..tree import Delta, Letter, Ref
from .above import Above
from .found import Found, below_signs, indexed, unit_index
from .graph import compared, entering_named, entering_unit
from .lexicon import Lexicon
from .script import positions
from .signs import RATES
from .spellings import TARGETS, Named
from .state import constant_of
from .symbol import Symbol, flat

OUTPUTS = ("yhat", "ypred", "o", "output", "outputs", "prediction", "predictions", "prob", "probs", "p", "phat", "s")
SCORES = ("scores", "score", "logits", "logit")  # what enters the last activation


def also_named(symbol: Symbol, full: str, above: Above, lexicon: Lexicon) -> Found | None:
    """A name that follows from the network's own: z_h1, delta_h1, E."""
    if symbol.accent:
        return None
    named = lexicon.also(full)
    if named is not None and not symbol.bracketed:
        lexicon.note(named)
        return Found(Ref(named.tensor, single=named.single, at=symbol.at))
    if symbol.base == "delta" and symbol.below:
        return error(symbol, lexicon)
    return None


def error(symbol: Symbol, lexicon: Lexicon) -> Found | None:
    """delta_{o1}: the derivative of the loss by what enters the unit; delta_{jk}: 1 where j is k."""
    named = lexicon.named("net" + symbol.lower)
    if named is None and symbol.lower.isdigit():
        named = lexicon.named("z" + symbol.lower)
    if named is None and symbol.lower.isdigit():
        inner = entering_unit(lexicon.network, symbol.lower)
        named = None if inner is None else Named(inner)
    if named is None and not symbol.lower.isdigit() and any(sign.isdigit() for sign in symbol.lower):
        inner = entering_named(lexicon.network, symbol.lower)
        named = None if inner is None else Named(inner)
    if named is None:
        named = lexicon.named(symbol.lower)
        if named is not None and named.tensor.role not in (Role.PREACTIVATION, Role.INTERMEDIATE):
            named = None
    if named is not None:
        return Found(Ref(adjoint(named.tensor), single=named.single, at=symbol.at))
    delta = kronecker(symbol)
    return None if delta is None else Found(delta)


def kronecker(symbol: Symbol) -> Delta | None:
    r"""\delta_{jk}: 1 where j is k; None for anything else."""
    pair = positions(symbol.below[0], 2) if symbol.base == "delta" and len(symbol.below) == 1 else None
    if pair is None or symbol.above or symbol.accent or not symbol.lower.islower():
        return None
    return Delta(pair[0], pair[1], symbol.at) if any(isinstance(part, Letter) for part in pair) else None


def special(symbol: Symbol, above: Above, lexicon: Lexicon) -> Found | None:
    """The parts of the loss, the output with a hat, targets, the learning rate, letters of sizes."""
    base, signs = symbol.base, below_signs(symbol)
    if base == "sigma" and not signs and flat(symbol.above) == "2" and (known := lexicon.variance()) is not None:
        return Found(Ref(known.tensor, single=known.single, at=symbol.at), label=True)
    part, target = lexicon.role(Role.PART), lexicon.role(Role.TARGET)
    if base == "E" and part is not None and signs and not symbol.accent:
        return with_units(symbol, part, above, lexicon)
    if base == "y" and symbol.lower == "pred":
        base, symbol = "ypred", replace(symbol, below=())
    if base + symbol.lower in ("hidden", "hiddenlayer") and lexicon.names.depth == 2 and not symbol.accent:
        return Found(Ref(lexicon.names.layers["a"][2], at=symbol.at))
    if base in lexicon.names.sizes:
        return None if symbol.accent or signs else Found(Letter(base, symbol.at))
    enters = base in SCORES or (base in ("o", "s") and lexicon.ask(base) == "pre-activation")
    scores = lexicon.last("z") if enters and not symbol.accent else None
    if scores is not None:
        return with_units(symbol, scores, above, lexicon)
    if base + symbol.accent in OUTPUTS:
        lexicon.ask("output")
        output = lexicon.outputs or (compared(lexicon.network) if base not in ("o", "s") else None)
        return None if output is None else with_units(symbol, output, above, lexicon)
    if base in (*TARGETS, "targets") and target is not None and not symbol.accent:
        lexicon.ask("target")
        return with_units(symbol, target, above, lexicon)
    constant = "" if symbol.accent else constant_of(base + symbol.lower, lexicon)
    if constant:
        return Found(Letter(constant, symbol.at))
    if not symbol.accent and base + symbol.lower in lexicon.names.sizes:
        return Found(Letter(base + symbol.lower, symbol.at))
    if symbol.accent or signs:
        return None
    if base.lower() in RATES or (base == "alpha" and "leaky_relu" not in lexicon.names.functions):
        return Found(Letter("eta", symbol.at))
    if base in lexicon.size_letters():
        return Found(Letter(base, symbol.at))
    return None


def with_units(symbol: Symbol, tensor: Tensor, above: Above, lexicon: Lexicon) -> Found | None:
    """A tensor with the indices below a symbol, names of units allowed."""
    return unit_index(symbol, tensor, above, lexicon) or indexed(symbol, tensor, above, lexicon)
