r"""Second derivatives: \frac{\partial^2 E}{\partial w^2}, \frac{\partial^2 E}{\partial w \partial v}, d \delta/d z."""

from __future__ import annotations

from ...language import Role
from ..tree import Ref, Slope, Tree
from .derivative import derivative, is_d, only_quantity, whole_differential
from .lexicon import Lexicon
from .misread import Misread
from .resolve import resolve
from .sign import Sign
from .symbol import read_symbol, starts_symbol
from .tidy import behind


def any_derivative(signs: list[Sign], at: int, lexicon: Lexicon) -> tuple[Tree, int] | None:
    """The derivative that begins here, of first or second order, and the place behind it; None for a plain fraction.

    Raises:
        Misread: half a derivative.
    """
    sign = signs[at]
    if sign.text == "frac":
        middle = behind(signs, at + 1)
        end = behind(signs, middle)
        top, bottom = signs[at + 2 : middle - 1], signs[middle + 1 : end - 1]
        if len(top) > 1 and is_d(top[0]) and squared(top[1:]):
            return second(top, bottom, sign, lexicon), end
        error = of_error(top, lexicon)
        by = None if error is None else whole_differential(bottom, lexicon)
        if error is not None and by is not None:
            return Slope(error, by, at=sign.at), end
    return derivative(signs, at, lexicon)


def squared(signs: list[Sign]) -> int:
    """How many signs an exponent of 2 takes that stands first; none where there is none."""
    texts = [sign.text for sign in signs[:4]]
    exponents = (["^", "2"], ["^", "{", "2", "}"])
    return next((len(exponent) for exponent in exponents if texts[: len(exponent)] == exponent), 0)


def second(top: list[Sign], bottom: list[Sign], sign: Sign, lexicon: Lexicon) -> Slope:
    """The second derivative of what stands above by what stands below, once or twice.

    Raises:
        Misread: it is none.
    """
    of = only_quantity(top[1 + squared(top[1:]) :], lexicon)
    by, again = below(bottom, lexicon)
    if of is None or by is None or again is None:
        raise Misread(sign.at, "expected a second derivative of one quantity by two others, found another")
    return Slope(of, by, again=again, at=sign.at)


def below(signs: list[Sign], lexicon: Lexicon) -> tuple[Ref | None, Ref | None]:
    r"""\partial w^2, or \partial w \partial v."""
    for length in (2, 4):
        if len(signs) > length and squared(signs[-length:]) == length:
            by = whole_differential(signs[:-length], lexicon)
            return by, by
    places = [n for n, sign in enumerate(signs) if is_d(sign)]
    if len(places) != 2 or places[0] != 0:
        return None, None
    return whole_differential(signs[: places[1]], lexicon), whole_differential(signs[places[1] :], lexicon)


def of_error(signs: list[Sign], lexicon: Lexicon) -> Ref | None:
    r"""The error of \partial \delta_j: a derivative already."""
    if len(signs) < 2 or not is_d(signs[0]) or not starts_symbol(signs[1]):
        return None
    symbol, end = read_symbol(signs, 1)
    if end != len(signs) or symbol.base not in ("delta", "δ"):
        return None
    meaning = resolve(symbol, lexicon)
    tree = None if meaning is None or meaning.power or meaning.transposed else meaning.tree
    return tree if isinstance(tree, Ref) and tree.tensor.role is Role.ADJOINT else None
