r"""What an update rule carries on, by name: m_{w5}, v_w5, \hat{m}_{w_5}, m_{w5,t-1}, v_1 where one parameter moves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from ...language import Role
from ...update import rule
from ..tree import Number, Ref, Tree
from ..walk import rebuilt
from .above import Above
from .lexicon import Lexicon
from .sign import Sign
from .symbol import Symbol, flat, read_symbol, starts_symbol

BEFORE = -1  # updates of a quantity that stands for its value before the first step
SPELLINGS = {
    "m": ("m", "M"),
    "v": ("v", "V", "s", "S", "r", "u", "m", "G", "velocity", "cache"),
    "s": ("s", "S", "v", "V", "r", "G", "h", "cache"),
    "m_hat": ("mhat", "Mhat"),
    "v_hat": ("vhat", "Vhat", "shat", "Shat"),
}
CONSTANTS = {
    "mu": ("mu", "beta", "gamma", "rho", "momentum"),
    "beta": ("beta", "rho", "gamma", "mu"),
    "epsilon": ("epsilon", "varepsilon", "eps"),
    "decay": ("decay", "lambda", "wd"),
}


class Meant(Protocol):
    """What a symbol by itself means, and what is left raised behind it."""

    @property
    def tree(self) -> Tree: ...
    @property
    def power(self) -> tuple[Sign, ...]: ...


Read = Callable[[Symbol, Lexicon], Meant | None]


def state_of(word: str, lexicon: Lexicon) -> str:
    """The quantity of the network's rule that a letter stands for; none for any other."""
    known = rule(lexicon.network.numbers.descent.rule).state
    exact = word.removesuffix("hat") + "_hat" if word.endswith("hat") else word
    if exact in known:
        return exact
    return next((name for name in known if word in SPELLINGS.get(name, ())), "")


def constant_of(word: str, lexicon: Lexicon) -> str:
    """The constant of the network's rule that a name stands for; none for any other."""
    known = [name for name, _ in lexicon.network.numbers.descent.constants]
    if word in known:
        return word
    return next((name for name in known if word in CONSTANTS.get(name, ())), "")


def carried(symbol: Symbol, above: Above, lexicon: Lexicon, read: Read) -> tuple[Ref, tuple[Sign, ...]] | None:
    """A quantity of the state and what is left raised as an exponent; None for anything else.

    `read` reads the parameter that stands below.
    """
    below = symbol.below or ((symbol.bracketed,) if symbol.bracketed else ())
    word = symbol.base + symbol.accent
    if below and flat(below[0]) == "hat":
        word, below = word + "hat", below[1:]
    state = state_of(word, lexicon)
    if not state or symbol.primes or lexicon.named(symbol.base + symbol.accent + symbol.lower) is not None:
        return None
    parameter, rest = below_it(symbol, below, lexicon, read)
    updates = step_in(rest)
    if parameter is None or updates is None:
        return None
    tree = replace(parameter, state=state, updates=updates, at=symbol.at)
    if above.new or above.later:
        return replace(tree, updates=1), ()
    if above.old:
        return replace(tree, updates=BEFORE), ()
    if above.bracket == "(" and isinstance(above.label, Number) and above.label.value == int(above.label.value):
        return replace(tree, updates=int(above.label.value) or BEFORE), ()
    return tree, symbol.above


def stands_alone(word: str, lexicon: Lexicon) -> bool:
    """Whether a letter by itself is a quantity of the state, as that of the only parameter, or a constant."""
    whole = Symbol(word, -1, -1)
    return bool(constant_of(word, lexicon) or (state_of(word, lexicon) and only_parameter(whole, lexicon)))


def below_it(
    symbol: Symbol, below: tuple[tuple[Sign, ...], ...], lexicon: Lexicon, read: Read
) -> tuple[Ref | None, tuple[Sign, ...]]:
    """The parameter that stands below, and what stands behind it; the only one of all where none does."""
    signs = list(below[0]) if below else []
    if signs and starts_symbol(signs[0]) and not (signs[0].text == "t" and lexicon.named("t") is None):
        inner, end = read_symbol(signs, 0)
        meaning = read(replace(inner, below=(*inner.below, *below[1:])), lexicon)
        found = None if meaning is None or meaning.power else meaning.tree
        is_parameter = isinstance(found, Ref) and found.tensor.role is Role.PARAMETER and not found.updates
        return (found if is_parameter and isinstance(found, Ref) else None), tuple(signs[end:])
    return only_parameter(symbol, lexicon), tuple(sign for part in below for sign in part)


def only_parameter(symbol: Symbol, lexicon: Lexicon) -> Ref | None:
    """The parameter that moves, where it is the only number that does."""
    network = lexicon.network
    every = network.with_role(Role.PARAMETER)
    if len(every) != 1 or any(size != 1 for size in every[0].sizes) or every[0].labels:
        return None
    single = next((name for (owner, _), name in network.element_names if owner == every[0].name), "")
    return Ref(every[0], single=single, at=symbol.at)


def step_in(signs: tuple[Sign, ...]) -> int | None:
    """After which step: nothing or t for this one, t-1 for the one before, or its number; None for anything else."""
    text = "".join(sign.text for sign in signs).strip(", ")
    if text in ("", "t"):
        return 0
    if text in ("t-1", "0"):
        return BEFORE
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else None


def recursion(sides: list[Tree]) -> list[Tree]:
    """m = beta1 m + (1 - beta1) g: what stands on the right by the name of the left is the value before."""
    left = sides[0]
    if not isinstance(left, Ref) or not left.state:
        return sides
    old = BEFORE if left.updates < 2 else left.updates - 1

    def before(tree: Tree) -> Tree:
        own = isinstance(tree, Ref) and tree.state == left.state and not tree.updates
        return replace(tree, updates=old) if own and isinstance(tree, Ref) else tree

    return [left, *(rebuilt(side, before) for side in sides[1:])]
