r"""Derivatives and names: \frac{\partial E}{\partial w_5}, dE/dw5, \nabla_a C, dW2, and names side by side."""

from __future__ import annotations

from dataclasses import replace

from ...language import Role
from ..tree import Letter, Ref, Slope, Tree
from .differentiated import is_formula, of_formula
from .lexicon import Lexicon
from .misread import Misread
from .parts import is_loss_of, slope_of
from .resolve import resolve
from .sign import Sign
from .symbol import Symbol, read_script, read_symbol, starts_symbol
from .tidy import behind


def derivative(signs: list[Sign], at: int, lexicon: Lexicon) -> tuple[Tree, int] | None:
    r"""The derivative that begins with \frac, \partial or \nabla, and the place behind it; None for a plain fraction.

    Raises:
        Misread: half a derivative.
    """
    sign = signs[at]
    if sign.text in ("nabla", "grad"):
        return nabla(signs, at, lexicon)
    if sign.text == "frac":
        middle = behind(signs, at + 1)
        end = behind(signs, middle)
        top, bottom = signs[at + 2 : middle - 1], signs[middle + 1 : end - 1]
        if begins_with_delta(top) and begins_with_delta(bottom):
            top, bottom = ([part[0]._replace(text="partial"), *part[1:]] for part in (top, bottom))
        below = (any_number(bottom, lexicon) if top and is_d(top[0]) else None) or whole_differential(bottom, lexicon)
        if below is None:
            return None
        if len(top) == 1 and is_d(top[0]):
            return operator(signs, end, below, sign, lexicon)
        if isinstance(below, Letter) or (len(top) > 1 and is_d(top[0]) and is_formula(top[1:], lexicon)):
            return of_formula(top[1:], below, lexicon), end
        part = of_example(top, below, lexicon)
        if part is not None:
            return part, end
        above = whole_differential(top, lexicon)
        if above is None:
            return None
        return Slope(above, below, at=sign.at), end
    found = differential(signs, at, lexicon)
    if found is None:
        return partial_by(signs, at, lexicon)
    above, end = found
    if end < len(signs) and signs[end].text == "/":
        under = differential(signs, end + 1, lexicon)
        if under is not None:
            return Slope(above, under[0], at=sign.at), under[1]
    raise Misread(sign.at, "expected a derivative of one quantity by another, found half of it")


def of_example(top: list[Sign], below: Ref, lexicon: Lexicon) -> Tree | None:
    r"""\partial L^{(i)} over what an example has: the derivative of its own loss; None for anything else."""
    if len(top) < 2 or not is_d(top[0]) or not starts_symbol(top[1]):
        return None
    symbol, end = read_symbol(top, 1)
    meaning = resolve(symbol, lexicon) if end == len(top) else None
    if meaning is None or meaning.power or not is_loss_of(meaning.tree):
        return None
    return slope_of(below, lexicon, top[0].at)


def operator(signs: list[Sign], at: int, by: Ref | Letter, sign: Sign, lexicon: Lexicon) -> tuple[Tree, int]:
    r"""\frac{\partial}{\partial w} E, or of a formula up to the end."""
    if isinstance(by, Letter) or is_formula(signs[at:], lexicon):
        return of_formula(signs[at:], by, lexicon), len(signs)
    if at < len(signs) and starts_symbol(signs[at]):
        symbol, end = read_symbol(signs, at)
        of = quantity(symbol, lexicon)
        if of is not None:
            return Slope(of, by, at=sign.at), end
    raise Misread(sign.at, "expected a quantity behind the derivative, found none")


def partial_by(signs: list[Sign], at: int, lexicon: Lexicon) -> tuple[Tree, int]:
    r"""\partial_w E."""
    sign = signs[at]
    if at + 1 < len(signs) and signs[at + 1].text == "_":
        script, end = read_script(signs, at + 2)
        by = only_quantity(list(script), lexicon)
        if by is not None:
            return operator(signs, end, by, sign, lexicon)
    raise Misread(sign.at, "expected a quantity to differentiate, found none")


def nabla(signs: list[Sign], at: int, lexicon: Lexicon) -> tuple[Tree, int]:
    r"""\nabla_a C; without a layer, a means the outputs."""
    sign = signs[at]
    if at + 1 < len(signs) and signs[at + 1].text == "_":
        script, end = read_script(signs, at + 2)
        inner = [s for s in script if s.text not in "{}"]
        by = outputs(inner[0], lexicon) if len(inner) == 1 and inner[0].text == "a" else None
        by = by or only_quantity(list(script), lexicon)
        if by is not None:
            return operator(signs, end, by, sign, lexicon)
    raise Misread(sign.at, "expected a quantity below the nabla, found none")


def outputs(sign: Sign, lexicon: Lexicon) -> Ref | None:
    """The activations of the last layer."""
    if lexicon.outputs is not None:
        return Ref(lexicon.outputs, at=sign.at)
    last = [t for t in lexicon.names.roles[Role.ACTIVATION] if t.mark and not t.labels]
    if len(last) == 1 and not lexicon.names.layers:
        return Ref(last[0], at=sign.at)
    labelled = [t for t in lexicon.names.roles[Role.ACTIVATION] if t.labels]
    if len(labelled) != 1:
        return None
    depth = labelled[0].labels[0].last
    return Ref(labelled[0], (Letter(getattr(depth, "name", "L"), sign.at),), at=sign.at)


def begins_with_delta(signs: list[Sign]) -> bool:
    r"""Whether a delta that has no scripts stands in front of a symbol: \delta a for \partial a."""
    return len(signs) > 1 and signs[0].kind == "command" and signs[0].text == "delta" and starts_symbol(signs[1])


def any_number(signs: list[Sign], lexicon: Lexicon) -> Letter | None:
    """The letter that stands for any number behind a d; None for anything else."""
    texts = "".join(sign.text for sign in signs)
    known = lexicon.variable and texts in (f"d{lexicon.variable}", f"partial{lexicon.variable}")
    return Letter(lexicon.variable, signs[0].at) if known else None


def is_d(sign: Sign) -> bool:
    """Whether a sign is a d of derivatives that stands alone."""
    return sign.text == "partial" or (sign.kind == "word" and sign.text == "d")


def whole_differential(signs: list[Sign], lexicon: Lexicon) -> Ref | None:
    """The quantity of a differential that is all there is."""
    found = differential(signs, 0, lexicon) if signs else None
    return found[0] if found is not None and found[1] == len(signs) else None


def differential(signs: list[Sign], at: int, lexicon: Lexicon) -> tuple[Ref, int] | None:
    r"""The quantity of \partial w, d w or dw, and the place behind it; None where no differential stands here."""
    if at + 1 < len(signs) and is_d(signs[at]):
        start = at + 1
        grouped = signs[start].kind == "sign" and signs[start].text == "{"
        if grouped:
            end = behind(signs, start)
            of = only_quantity(signs[start + 1 : end - 1], lexicon)
            return None if of is None else (of, end)
        if not starts_symbol(signs[start]):
            return None
        symbol, end = read_symbol(signs, start)
        of = quantity(symbol, lexicon)
        if of is None and signs[at].text == "partial":
            raise unknown(symbol, lexicon)
        return None if of is None else (of, end)
    if at < len(signs) and signs[at].kind == "word" and signs[at].text.startswith("d"):
        symbol, end = read_symbol(signs, at)
        if len(symbol.base) > 1 and symbol.base != "delta" and lexicon.named(symbol.base + symbol.lower) is None:
            of = quantity(replace(symbol, base=symbol.base[1:]), lexicon)
            return None if of is None else (of, end)
    return None


def in_one_word(signs: list[Sign], at: int, lexicon: Lexicon) -> tuple[Tree, int] | None:
    """dfdx: the derivative of f by x, where one way alone to divide the word gives two quantities."""
    symbol, end = read_symbol(signs, at)
    word = symbol.base
    if not word.startswith("d") or symbol.accent or symbol.above or symbol.bracketed:
        return None
    found = []
    for cut in (n for n in range(2, len(word) - 1) if word[n] == "d"):
        of = lexicon.named(word[1:cut]) or lexicon.also(word[1:cut])
        by = quantity(replace(symbol, base=word[cut + 1 :]), lexicon)
        if of is not None and by is not None:
            found.append(Slope(Ref(of.tensor, single=of.single, at=symbol.at), by, at=symbol.at))
    return (found[0], end) if len(found) == 1 else None


def only_quantity(signs: list[Sign], lexicon: Lexicon) -> Ref | None:
    """The quantity that some signs are, if they are one."""
    if not signs or not starts_symbol(signs[0]):
        return None
    symbol, end = read_symbol(signs, 0)
    return quantity(symbol, lexicon) if end == len(signs) else None


def quantity(symbol: Symbol, lexicon: Lexicon) -> Ref | None:
    """The quantity that a symbol means, without exponent or transpose; None for anything else."""
    meaning = resolve(symbol, lexicon)
    if meaning is None or meaning.power or meaning.transposed or not isinstance(meaning.tree, Ref):
        return None
    return None if meaning.tree.tensor.role is Role.ADJOINT else meaning.tree


def unknown(symbol: Symbol, lexicon: Lexicon) -> Misread:
    """The complaint about a name that nobody knows."""
    return Misread(symbol.at, f"unknown name {symbol.shown[:40]}; {lexicon.near(symbol.shown)}")
