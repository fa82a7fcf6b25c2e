"""From text to the tree: precedence, associativity, exact numbers, places in brackets."""

from decimal import Decimal
from fractions import Fraction

import pytest

from symbp.errors import SymbpError
from symbp.reading.grammar import parse
from symbp.reading.source import Source
from symbp.reading.tree import Call, Item, Name, Negative, Number, Plus, Power, Range, Times, Whole, walk


def tree(text: str):
    """The tree without its places, which do not count in a comparison of shapes."""
    return strip(parse(Source("formula", text)))


def strip(node):
    if isinstance(node, tuple):
        return tuple(strip(part) for part in node)
    if hasattr(node, "at"):
        fields = {name: strip(value) for name, value in vars(node).items() if name not in ("at", "closed")}
        return type(node)(**fields)
    return node


a, b, c = Name("a"), Name("b"), Name("c")
one, two = Number(Fraction(1)), Number(Fraction(2))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a + b*c", Plus((a, Times(((b, False), (c, False)))))),
        ("(a + b)*c", Times(((Plus((a, b)), False), (c, False)))),
        ("a - b - c", Plus((a, Negative(b), Negative(c)))),
        ("a - (b - c)", Plus((a, Negative(Plus((b, Negative(c))))))),
        ("a/b/c", Times(((a, False), (b, True), (c, True)))),
        ("a/(b*c)", Times(((a, False), (Times(((b, False), (c, False))), True)))),
        ("a/b*c", Times(((a, False), (b, True), (c, False)))),
        ("-a**2", Negative(Power(a, Number(Fraction(2))))),
        ("a**-2", Power(a, Negative(Number(Fraction(2))))),
        ("a^2", Power(a, Number(Fraction(2)))),
        ("a*-b", Times(((a, False), (Negative(b), False)))),
        ("--a", a),
        ("+a", a),
        ("x[i, 2*k - 1]", Item("x", (Name("i"), Plus((Times(((two, False), (Name("k"), False))), Negative(one)))))),
        ("h[t - 1; j]", Item("h", (Plus((Name("t"), Negative(one))), Name("j")), 1)),
        ("softmax(x[m, :])[k]", Call("softmax", (Item("x", (Name("m"), Whole())),), (Name("k"),))),
        ("Sum(a, k:3)", Call("Sum", (a, Range("k", Number(Fraction(3)))))),
    ],
)  # fmt: skip
def test_the_tree_of_a_formula(text, expected):
    assert tree(text) == expected


def test_a_formula_may_run_over_several_lines():
    assert tree("a +\n  b*\n  c") == tree("a + b*c")


@pytest.mark.parametrize(
    "text", ["0.1", "0.10", "1e-5", "12.5E+3", ".5", "5.", "3", "0.30000000000000000000000000000004"]
)
def test_numbers_are_exact(text):
    assert tree(text) == Number(Fraction(Decimal(text)))


def test_every_part_knows_its_place():
    text = "alpha*exp(x[i, k] + 2)"
    for part, _ in walk(parse(Source("formula", text))):
        word = {Name: "name", Item: "name", Call: "name"}.get(type(part))
        if word is not None:
            assert text[part.at :].startswith(getattr(part, word))


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("a +", "line 1, column 4", "found the end"),
        ("a + * b", "line 1, column 5", "expected a number, a name or a parenthesis, found '*'"),
        ("a\n + b c", "line 2, column 6", "a product is written with *"),
        ("2a", "line 1, column 2", "a product is written with *"),
        ("(a + b", "line 1, column 7", "expected ) for the ( at column 1, found the end"),
        ("a + b)", "line 1, column 6", "closes nothing"),
        ("exp(x[k)", "line 1, column 8", "expected ] for the [ at column 6, found )"),
        ("a $ b", "line 1, column 3", "found '$'"),
        ("2**2**2", "line 1, column 2", "power tower"),
        ("a**-b**c", "line 1, column 2", "power tower"),
        ("x[1; 2; 3]", "line 1, column 7", "one ;"),
        ("1e101", "line 1, column 1", "1e100"),
        ("9" * 51, "line 1, column 1", "50 digits, found 51"),
        ("a" + " + a" * 1000, "line 1, column", "2000 numbers, names and signs"),
        ("(" * 10_000, "line 1, column 101", "100 brackets inside each other"),
        ("exp(" * 10_000 + "a" + ")" * 10_000, "formula: line 1", "10 kB"),
        ("a" * 10_001, "formula", "10 kB in a line, found 10001 bytes"),
    ],
)
def test_errors_name_place_and_expectation(text, place, words):
    with pytest.raises(SymbpError) as caught:
        parse(Source("formula", text))
    message = str(caught.value)
    assert place in message
    assert words in message
    assert message.isprintable()
