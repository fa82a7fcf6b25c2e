"""Signs, functions and conventions of the notation box: only what the document uses is explained."""

from __future__ import annotations

from collections.abc import Iterable

import sympy

from symbp.calculus.formula import from_formula
from symbp.language import (
    ZERO,
    Affine,
    Apply,
    Cardinal,
    Element,
    Expression,
    Function,
    Functional,
    Index,
    Role,
    Size,
    Tensor,
    Term,
    X,
    bases,
    describe,
    distributions,
    element,
    free,
    kinks,
    slope,
)
from symbp.phrases import Math, Sentence, sentence

from ..mathematics.expressions import formula
from ..mathematics.names import name
from ..mathematics.pen import DIRECT
from .writer import Writer


def sign_rows(writer: Writer, printed: str) -> Iterable[tuple[Sentence, ...]]:
    """The signs that the document uses, and its functions."""
    signs = writer.pen.book.profile.signs
    loss = writer.pen.book.loss
    for function in functions(writer):
        sign = name(function.letter or function.name).latex
        yield sentence(Math(sign)), function_meaning(writer, function, sign), Sentence()
    for letter in functionals(writer):
        yield sentence(Math(letter)), writer.say("function.whole"), Sentence()
    shown = {
        "partial": (signs.partial, rf"\frac{{{signs.partial} {loss}}}{{{signs.partial} w}}"),
        "gradient": (signs.gradient, gradient_sign(writer)),
        "hadamard": (signs.hadamard, rf"A {signs.hadamard} B"),
        "divide": (signs.divide, rf"A {signs.divide} B"),
        "transpose": (f"^{{{signs.transpose}}}", f"A^{{{signs.transpose}}}"),
        "ones": (signs.ones, f"{signs.ones}_{{n}}"),
        "bracket": (" = ", "[i = j]"),
        "direct": (DIRECT, rf"\left.\frac{{{signs.partial} {loss}}}{{{signs.partial} w}}\right\rvert_{{{DIRECT}}}"),
        "rate": (signs.rate, signs.rate),
    }
    for key, (sign, example) in shown.items():
        if sign in printed and (key != "bracket" or "[" in printed):
            yield sentence(Math(example)), writer.say(f"sign.{key}", loss=Math(loss)), Sentence()


def gradient_sign(writer: Writer) -> str:
    """The derivatives of an arbitrary function by the first tensor it takes."""
    signs = writer.pen.book.profile.signs
    for equation in writer.network.equations:
        for base in bases(equation.body):
            if isinstance(base, Functional) and base.arguments:
                by = writer.pen.book.name(base.arguments[0].tensor).latex
                return f"{signs.gradient}_{{{by}}} {name(base.letter or base.name).latex}"
    return signs.gradient


def functionals(writer: Writer) -> tuple[str, ...]:
    """The arbitrary functions of whole tensors; one that bears the letter of its value is explained with that."""
    found = [b for e in writer.network.equations for b in bases(e.body) if isinstance(b, Functional)]
    letters = dict.fromkeys(name(base.letter or base.name).latex for base in found)
    known = {writer.pen.book.name(tensor).latex for tensor in writer.network.tensors()}
    return tuple(letter for letter in letters if letter not in known)


def functions(writer: Writer) -> tuple[Function, ...]:
    """The functions of one variable that the equations apply, exp and ln left out."""
    found = [b.function for e in writer.network.equations for b in bases(e.body) if isinstance(b, Apply)]
    return tuple(dict.fromkeys(function for function in found if not function.elementary))


def function_meaning(writer: Writer, function: Function, sign: str) -> Sentence:
    """The function's formula, or that it is arbitrary; the prime is its derivative."""
    if function.formula is None:
        return writer.say("function.arbitrary", function=Math(sign), prime=Math(f"{sign}'"))
    key = f"function.{function.name}"
    if key in writer.phrases:
        return writer.say(key, function=Math(sign), prime=Math(f"{sign}'"))
    indices = {index.name for e in writer.network.equations for index in free(e.body)}
    taken = writer.pen.book.reserved | indices
    variable = Tensor("v", letter=next(sign for sign in ("t", "u", "x", "s", "r", "v") if sign not in taken))
    value = formula(writer.pen, quotients_last(from_formula(function.formula, element(variable))))
    equal = Math(f"{sign}({variable.letter}) = {value}")
    prime = Math(f"{sign}'")
    steep, bends = slope(function), kinks(function)
    if steep is None or bends == ():
        return writer.say("function.formula", formula=equal, prime=prime)
    if bends is None:
        return writer.say("function.folded", formula=equal, prime=prime)
    values = [(printed(writer, kink), printed(writer, steep.subs(X, kink))) for kink in bends]
    slopes = writer.phrases.both(Math(f"{sign}'({kink}) = {value}") for kink, value in values)
    return writer.say("function.kink", formula=equal, prime=prime, slopes=slopes)


def printed(writer: Writer, number: sympy.Expr) -> str:
    """A number of SymPy's."""
    return formula(writer.pen, from_formula(number, ZERO))


def quotients_last(expression: Expression) -> Expression:
    """Every term with what stands below the fraction bar behind what stands above."""
    ordered = [(t, sorted(t.factors, key=lambda factor: factor[1] < 0)) for t in expression.terms]
    return Expression(tuple(Term(term.coefficient, tuple(factors), term.bound) for term, factors in ordered))


def conventions(writer: Writer) -> Iterable[Sentence]:
    """Layout, counting, and the scale of the loss."""
    network = writer.network
    if writer.scalar:
        yield from scale(writer)
        return
    yield layout(writer)
    yield writer.say("convention.indices")
    if any(t.mark == "2" for t in network.tensors()):
        yield writer.say("convention.layers")
    if reaches_outside(writer):
        yield writer.say("convention.outside")
    yield writer.say("convention.shape", loss=Math(writer.pen.book.loss))
    yield from scale(writer)
    yield from classes(writer)


def classes(writer: Writer) -> Iterable[Sentence]:
    """What targets that add up to 1 are where every example belongs to one class."""
    for tensor, place in distributions(writer.network).items():
        indices = tuple(Index("ik"[n == place], size) for n, size in enumerate(tensor.sizes))
        if len(indices) != 2:
            continue
        pen = writer.pen.scope(indices)
        one, of = Math(pen.element(Element(tensor, (), indices))), Math(pen.index(indices[place]))
        letter = next(sign for sign in "cgqf" if sign not in pen.book.reserved)
        single = f"{letter}_{{{pen.index(indices[1 - place])}}}"
        equal = Math(f"{one.latex} = [{of.latex} = {single}]")
        yield writer.say("convention.classes", one=one, index=of, single=Math(single), equal=equal)


def reaches_outside(writer: Writer) -> bool:
    """Whether an equation reads at shifted places, which may lie outside."""
    if writer.network.with_role(Role.PREACTIVATION):
        return False
    read = [base for e in writer.network.equations for base in bases(e.body) if isinstance(base, Element)]
    return any(isinstance(place, Affine) for base in read for place in base.labels + base.indices)


def layout(writer: Writer) -> Sentence:
    """Rows or columns."""
    network = writer.network
    example = network.example
    if example is None:
        vectors = all(len(t.sizes) < 2 for t in network.tensors() if t.role is not Role.PARAMETER)
        return writer.say("convention.one" if vectors else "convention.plain")
    inputs = network.with_role(Role.INPUT)
    rows = bool(inputs) and inputs[0].sizes and inputs[0].sizes[0] == example.size
    return writer.say("convention.rows" if rows else "convention.columns", size=Math(writer.pen.size(example.size)))


def scale(writer: Writer) -> Iterable[Sentence]:
    """What the loss adds up and what it divides by."""
    network = writer.network
    equations = [e for e in network.equations if e.tensor.role in (Role.PART, Role.LOSS)]
    loss = Math(writer.pen.book.loss)
    cardinals = {base.size for e in equations for base in bases(e.body) if isinstance(base, Cardinal)}
    example = network.example
    if example is not None:
        key = "mean" if example.size in cardinals else "sum"
        yield writer.say(f"scale.examples-{key}", loss=loss, size=Math(writer.pen.size(example.size)))
    if any(t.coefficient.denominator == 2 for e in equations for t in e.body.terms):
        yield writer.say("scale.half", loss=loss)
    for size in sorted(cardinals, key=describe):
        if isinstance(size, Size) and (example is None or size != example.size):
            yield writer.say("scale.divided", loss=loss, size=Math(writer.pen.size(size)))
