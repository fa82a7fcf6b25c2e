"""What is printed means what was meant: printed formulas are read back and evaluated."""

import re
from dataclasses import replace
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from rendered import HARD_NAMES, named_network
from symbp.derive import derive
from symbp.language import (
    ONE,
    Delta,
    Element,
    Expression,
    Group,
    Index,
    Tensor,
    as_expression,
    close,
    element,
    group,
    total,
)
from symbp.language.expression import Term
from symbp.notation import profile, profiles
from symbp.render.mathematics.book import book
from symbp.render.mathematics.expressions import formula
from symbp.render.mathematics.pen import Pen

SIZE = 2

# ---------------------------------------------------------------- two evaluators: of records, and of what was printed


def number_of(tensor: str, at: tuple[int, ...]) -> Fraction:
    """A number for every element, different for each."""
    seed = sum((ord(sign) * 31**place) for place, sign in enumerate(tensor)) % 89
    return Fraction(1 + seed + 7 * at[0] + 13 * at[-1] if at else 2 + seed, 5)


def meant(expression: Expression, values: dict[Index, int]) -> Fraction:
    """The value of a record."""
    whole = Fraction(0)
    for term in expression.terms:
        for chosen in product(range(SIZE), repeat=len(term.bound)):
            here = {**values, **dict(zip(term.bound, chosen, strict=True))}
            part = term.coefficient
            for base, exponent in term.factors:
                if isinstance(base, Element):
                    value = number_of(base.tensor.name, tuple(here[index] for index in base.indices))
                elif isinstance(base, Delta):
                    value = Fraction(here[base.left] == here[base.right])
                else:
                    assert isinstance(base, Group)
                    value = meant(base.body, here)
                part *= value**exponent
            whole += part
    return whole


TOKEN = re.compile(
    r"\\sum_\{([^}]*)\}|\\frac|\\left\(|\\right\)|\\bigl\(|\\bigr\)|\\mathrm\{((?:[^{}\\]|\\_)*)\}|(\\[a-zA-Z]+)|\[([^\]]*)\]|(\d+)|(.)"
)


class Reader:
    """Reads printed LaTeX and evaluates it; knows nothing of how it was printed."""

    def __init__(self, latex: str, tensors: dict[str, str]) -> None:
        cleaned = latex.replace(r"\,", " ").replace(r"\cdot", " ")
        self.tokens = [m for m in TOKEN.finditer(cleaned) if m[0].strip()]
        self.tensors = tensors
        self.at = 0

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def take(self) -> re.Match:
        self.at += 1
        return self.tokens[self.at - 1]

    def whole(self, values: dict[str, int]) -> Fraction:
        """A sum of terms; a sum sign reaches to the next plus or minus on its level."""
        value, sign = Fraction(0), 1
        if self.peek() in "+-" and self.peek():
            sign = -1 if self.take()[0] == "-" else 1
        while True:
            value += sign * self.term(values)
            if self.peek() not in ("+", "-"):
                return value
            sign = -1 if self.take()[0] == "-" else 1

    def term(self, values: dict[str, int]) -> Fraction:
        value = Fraction(1)
        while self.peek() not in ("", "+", "-", ")", "}", r"\right)", r"\bigr)"):
            if self.peek().startswith(r"\sum"):
                letters = self.take()[1].split(",")
                start, inner = self.at, Fraction(0)
                for chosen in product(range(SIZE), repeat=len(letters)):
                    self.at = start
                    assert not set(letters) & set(values), "a letter that stands for two indices"
                    inner += self.term({**values, **dict(zip(letters, chosen, strict=True))})
                return value * inner
            value *= self.power(values)
        return value

    def power(self, values: dict[str, int]) -> Fraction:
        value = self.factor(values)
        if self.peek() == "^":
            self.take()
            value **= int(self.braced())
        return value

    def braced(self) -> str:
        assert self.take()[0] == "{"
        text = ""
        while self.peek() != "}":
            text += self.take()[0]
        self.take()
        return text

    def factor(self, values: dict[str, int]) -> Fraction:
        token = self.take()
        text = token[0]
        if text in ("(", r"\left(", r"\bigl("):
            value = self.whole(values)
            assert self.take()[0] in (")", r"\right)", r"\bigr)")
            return value
        if text == r"\frac":
            parts = []
            for _ in range(2):
                assert self.take()[0] == "{"
                parts.append(self.whole(values))
                assert self.take()[0] == "}"
            return parts[0] / parts[1]
        if token[4] is not None:
            left, right = token[4].split(" = ")
            return Fraction(values[left] == values[right])
        if text.isdigit():
            return Fraction(int(text))
        below = ""
        if self.peek() == "_":
            self.take()
            below = self.braced()
        return self.element(text, below, values)

    def element(self, head: str, below: str, values: dict[str, int]) -> Fraction:
        """The number of a symbol: its letter, what always stands below, then indices."""
        for symbol, name in sorted(self.tensors.items(), key=lambda item: -len(item[0])):
            start, _, own = symbol.partition("|")
            if start != head or not below.startswith(own):
                continue
            rest = below[len(own) :].lstrip(",")
            letters = rest.split(",") if "," in rest else re.findall(r"\\[a-z]+|[A-Za-z]'*", rest)
            if all(letter in values for letter in letters):
                return number_of(name, tuple(values[letter] for letter in letters))
        raise AssertionError(f"cannot read {head}_{{{below}}} with {values}")


# ---------------------------------------------------------------- random expressions


@st.composite
def expressions(draw, depth=2):
    """Expressions over tensors and indices of hard names, with sums inside parentheses inside sums."""
    names = draw(st.lists(st.sampled_from(HARD_NAMES), min_size=3, max_size=5, unique=True))
    tensors = [Tensor(name, (SIZE,) * draw(st.integers(0, 2))) for name in names]
    hints = draw(st.lists(st.sampled_from([*HARD_NAMES, "", "z"]), min_size=6, max_size=6))
    free = [Index(hints[0], SIZE), Index(hints[1], SIZE, 91)]
    serial = iter(range(100, 100000))

    def build(level: int, known: list[Index]) -> Expression:
        terms = []
        for _ in range(draw(st.integers(1, 3))):
            bound = [Index(draw(st.sampled_from(hints)), SIZE, next(serial)) for _ in range(draw(st.integers(0, 2)))]
            inside = known + bound
            made = as_expression(draw(st.sampled_from([1, -1, 3, Fraction(1, 2), Fraction(-2, 3)])))
            for _ in range(draw(st.integers(1, 3))):
                kind = draw(st.sampled_from(["element", "element", "delta", "group"]))
                if kind == "element" or (kind == "group" and not level):
                    tensor = draw(st.sampled_from(tensors))
                    part = element(tensor, *(draw(st.sampled_from(inside)) for _ in tensor.sizes))
                    made = made * part ** draw(st.sampled_from([1, 1, 2, -1]))
                elif kind == "delta":
                    made = made * as_expression(Delta(draw(st.sampled_from(inside)), draw(st.sampled_from(inside))))
                else:
                    made = made * Expression((group(close(build(level - 1, inside))),))
            terms.extend(total(made, *bound).terms)
        return Expression(tuple(terms))

    return build(depth, free), free, tensors


@given(expressions(), st.sampled_from(profiles()))
def test_a_printed_formula_has_the_value_of_what_was_printed(made, notation):
    expression, free, tensors = made
    names = book(profile(notation))
    symbols = {tensor: names.name(tensor) for tensor in tensors}
    heads = frozenset(symbol.head for symbol in symbols.values())
    written: dict[str, str] = {}
    kept = {}
    for tensor, symbol in symbols.items():
        key = f"{symbol.head}|{symbol.below}"
        if key not in written:
            written[key] = tensor.name
            kept[tensor] = symbol
    if len(kept) < len(tensors):
        return  # w5 and w_5 print alike here; in a document the later one is written out
    pen = Pen(replace(names, names=kept, reserved=heads)).scope(free)
    latex = formula(pen, expression)
    assert len(set(pen.letters.values())) == len(pen.letters)
    for chosen in product(range(SIZE), repeat=2):
        values = dict(zip((pen.index(index) for index in free), chosen, strict=True))
        reader = Reader(latex, written)
        try:
            expected = meant(expression, dict(zip(free, chosen, strict=True)))
        except ZeroDivisionError:
            continue
        assert reader.whole(values) == expected, latex
        assert not reader.peek()


@given(
    st.lists(st.sampled_from(HARD_NAMES), min_size=7, max_size=7, unique=True),
    st.tuples(st.sampled_from(HARD_NAMES), st.sampled_from(HARD_NAMES)),
    st.sampled_from([("m", "n"), ("i", "j"), ("l", "k"), ("N", "E")]),
)
def test_no_index_bears_the_letter_of_another_symbol(names, hints, sizes):
    network = named_network(tuple(names), hints, sizes)
    names_ = book(profile("nielsen"), network)
    assert len({(symbol.head, symbol.below) for symbol in names_.names.values()}) == len(network.tensors())
    derivation = derive(network)
    for result in derivation.results:
        for step in result.steps:
            for term in step.expression.terms:
                quantity = [p for p in result.quantity.indices if isinstance(p, Index)]
                pen = Pen(names_).scope(quantity).scope(term.bound)
                letters = list(pen.letters.values())
                assert len(letters) == len(set(letters))
                assert not set(letters) & names_.reserved


def test_a_group_of_one_negative_term_keeps_its_parentheses():
    a, b = Tensor("a"), Tensor("b")
    inner = element(a) - element(b)
    expression = Expression((Term(Fraction(-1), ((Group(inner), 1),)),))
    pen = Pen(book(profile("nielsen")))
    assert formula(pen, expression) == "-(a - b)"
    assert formula(pen, as_expression(Group(-element(a))) * element(b)) == r"(-a) \, b"
    assert formula(pen, ONE) == "1"
