"""What a verdict says beside right and wrong: conventions, facts, tautologies, letters, shapes, numbers."""

from decimal import Decimal

import pytest

import symbp
from claims.equivalence.trees import Book, T, fn, had, minus, mul, neg, ones, outer, over, plus, to, total
from symbp.claims.equivalence import formula_verdict
from symbp.claims.records import Verdict
from symbp.claims.tree import Matrix, Sum

RIGHT, WRONG, UNDECIDED = Verdict.RIGHT, Verdict.WRONG, Verdict.UNDECIDED


@pytest.fixture(scope="module")
def four():
    return Book(symbp.load("four-equations"))


@pytest.fixture(scope="module")
def rows():
    return Book(symbp.load("perceptron-graph"))


@pytest.fixture(scope="module")
def worked():
    return Book(symbp.load("two-layer-sigmoid"))


@pytest.fixture(scope="module")
def softmax():
    return Book(symbp.load("softmax-with-loss"))


def verdict(book, subject, formula):
    outcome = formula_verdict(book.network, subject, formula)
    return outcome.verdict, outcome.how, dict(outcome.note)


def test_shapes_that_do_not_fit_are_named(four):
    formula = mul(four.err("z", "l"), four("a", "l-1"))
    kind, how, note = verdict(four, four.d("C", ("w", "l")), formula)
    assert (kind, how) == (WRONG, "shape")
    assert note["shapes"] == "3 x 1 times 2 x 1"


def test_a_product_that_should_be_one_entry_by_entry_is_told(four):
    formula = mul(mul(T(four("w", "l+1")), four.err("z", "l+1")), fn("sigma", four("z", "l"), primes=1))
    kind, how, note = verdict(four, four.err("z", "l"), formula)
    assert (kind, how) == (WRONG, "shape")
    assert "hadamard" in note


def test_a_gradient_written_transposed_is_a_matter_of_convention(rows):
    kind, how, note = verdict(rows, rows.d("L", "W1"), mul(T(rows.d("L", "z")), rows("x")))
    assert (kind, how) == (UNDECIDED, "convention")
    assert "transposed-gradient" in note


def test_vectors_may_be_rows(four):
    formula = had(mul(four.err("z", "l+1"), four("w", "l+1")), fn("sigma", four("z", "l"), primes=1))
    kind, _, note = verdict(four, four.err("z", "l"), formula)
    assert kind is RIGHT
    assert "row-vector" in note


def test_a_verdict_that_rests_on_a_fact_says_so(softmax):
    subject = softmax.d("L", ("a", "i", "k"))
    y, t = softmax("y", "i", "k"), softmax("t", "i", "k")
    assert "fact" in verdict(softmax, subject, over(minus(y, t), "m"))[2]
    general = over(minus(mul(y, total("j", softmax("t", "i", "j"))), t), "m")
    assert "fact" not in verdict(softmax, subject, general)[2]


@pytest.mark.parametrize("wrap", [lambda x: x, lambda x: minus(mul(2, x), x), lambda x: mul(x, over("m", "m"))])
def test_what_contains_the_thing_asked_for_says_nothing(softmax, wrap):
    asked = softmax.d("L", ("a", "i", "k"))
    assert verdict(softmax, asked, wrap(asked))[:2] == (UNDECIDED, "tautology")
    error = wrap(softmax.err("a", "i", "k"))  # by another name it is a definition, as long as nothing else is there
    alone = isinstance(error, type(softmax.err("a", "i", "k")))
    assert verdict(softmax, asked, error)[:2] == ((RIGHT, "definition") if alone else (UNDECIDED, "tautology"))
    assert verdict(softmax, softmax("y", "i", "k"), wrap(softmax("y", "i", "k")))[:2] == (UNDECIDED, "tautology")


def test_the_meaning_of_an_error_is_its_definition(four):
    assert verdict(four, four.err("z", "l"), four.d("C", ("z", "l")))[:2] == (RIGHT, "definition")


def test_a_chain_through_what_stands_between_is_an_answer(worked):
    o = worked.one
    chain = mul(worked.d("C", o("out_o1")), worked.d(o("out_o1"), o("net_o1")), worked.d(o("net_o1"), o("w5")))
    assert verdict(worked, worked.d("C", o("w5")), chain)[0] is RIGHT
    wrong = mul(worked.d("C", o("out_o1")), worked.d(o("out_o1"), o("net_o1")), worked.d(o("net_o1"), o("w6")))
    assert verdict(worked, worked.d("C", o("w5")), wrong)[0] is WRONG


def test_the_sign_of_errors_is_a_convention_that_has_to_be_declared(worked):
    o = worked.one
    formula = mul(minus(o("target_o1"), o("out_o1")), o("out_o1"), minus(1, o("out_o1")))
    kind, _, note = verdict(worked, worked.err("z3", 1), formula)
    assert kind is WRONG
    assert "negative-delta" in note
    assert formula_verdict(worked.network, worked.err("z3", 1), formula, negative=True).verdict is RIGHT
    gradient = neg(mul(worked.err("z3", 1), o("out_h1")))
    assert verdict(worked, worked.d("C", o("w5")), gradient)[0] is WRONG
    assert formula_verdict(worked.network, worked.d("C", o("w5")), gradient, negative=True).verdict is RIGHT


def test_one_path_of_two(worked):
    o = worked.one
    subject = worked.d("C", o("w1"), through=(o("net_o1"),))
    path = mul(worked.err("z3", 1), o("w5"), o("out_h1"), minus(1, o("out_h1")), o("i1"))
    assert verdict(worked, subject, path)[0] is RIGHT
    assert verdict(worked, worked.d("C", o("w1")), path)[0] is WRONG


def test_free_letters_are_those_of_the_quantity(softmax):
    formula = over(minus(softmax("y", "i", "j"), softmax("t", "i", "j")), "m")
    kind, how, note = verdict(softmax, softmax.d("L", ("a", "i", "k")), formula)
    assert (kind, how, note) == (WRONG, "letters", {"letter": "j"})


def test_a_letter_without_a_meaning_may_be_a_size(softmax):
    formula = over(minus(softmax("y"), softmax("t")), "N")
    kind, _, note = verdict(softmax, softmax.d("L", "a"), formula)
    assert kind is RIGHT
    assert note["read-as"] == "N = m"


def test_wrong_entries_of_a_matrix_are_named(worked):
    x, err = worked("x", 1), worked.err
    entries = [[mul(err("z2", 1), worked("x", 1)), mul(err("z2", 1), worked("x", 2))]]
    entries += [[mul(err("z2", 2), worked("x", 1)), mul(err("z2", 1), x)]]
    outcome = formula_verdict(worked.network, worked.d("C", "w2"), Matrix(tuple(map(tuple, entries))))
    assert outcome.verdict is WRONG
    assert outcome.entries == ((2, 2),)
    assert outcome.true is not None
    assert outcome.true != outcome.found


def test_a_counterexample_has_the_numbers_that_refute(worked):
    o = worked.one
    outcome = formula_verdict(worked.network, worked.d("C", o("out_o1")), minus(o("target_o1"), o("out_o1")))
    shown = dict(outcome.numbers)
    assert outcome.found == pytest.approx(shown["target_o1"] - shown["out_o1"], abs=Decimal("1e-9"))
    assert outcome.true == pytest.approx(-outcome.found, abs=Decimal("1e-9"))


def test_measured_numbers_hold_at_the_networks_own_numbers_alone(worked):
    o = worked.one
    mixed = mul(Decimal("0.74136507"), Decimal("0.186815602"), o("out_h1"))
    assert verdict(worked, worked.d("C", o("w5")), mixed)[:2] == (UNDECIDED, "numbers")
    wrong = mul(Decimal("0.84136507"), Decimal("0.186815602"), o("out_h1"))
    assert verdict(worked, worked.d("C", o("w5")), wrong)[0] is WRONG


def test_columns_of_ones_are_as_long_as_they_have_to_be():
    book = Book(symbp.load("batch-columns"))
    assert verdict(book, book.d("C", "b4"), mul(book.err("z4"), ones))[0] is RIGHT
    assert verdict(book, book.d("C", "b4"), mul(T(ones), book.err("z4")))[0] is WRONG
    assert verdict(book, book("z2"), plus(mul(book("w2"), book("x")), outer(book("b2"), ones)))[0] is RIGHT


def test_an_unknown_function_is_not_wrong(softmax):
    subject = softmax.d("L", ("a", "i", "k"))
    assert verdict(softmax, subject, fn("factorial", softmax("y", "i", "k")))[:2] == (UNDECIDED, "unread")


def powers(book, depth):
    tree = book("y", "i", "k")
    for _ in range(depth):
        tree = to(tree, 1000)
    return tree


def nested(book, depth, make):
    tree = book("y", "i", "k")
    for number in range(depth):
        tree = make(tree, number)
    return tree


BOMBS = {
    "tower": lambda b: to(9, to(9, 9)),
    "powers": lambda b: powers(b, 6),
    "exponentials": lambda b: nested(b, 80, lambda x, n: fn("exp", x)),
    "squares": lambda b: nested(b, 90, lambda x, n: mul(x, x)),
    "sums": lambda b: nested(b, 60, lambda x, n: total(f"u{n}", x, 1, "m")),
    "long sum": lambda b: total("u", b("y", "i", "k"), 1, 999999),
    "longer sum": lambda b: total("u", b("y", "i", "k"), 1, 10**30),
    "deep": lambda b: nested(b, 50_000, lambda x, n: Sum((x,))),
    "wide": lambda b: plus(*[b("y", "i", "k")] * 50_000),
    "slow function": lambda b: plus(*[fn("gelu", mul(n, b("y", "i", "k"))) for n in range(300)]),
    "overflow": lambda b: mul(*[to(to(10, 1000), 1000)] * 400),
    "infinite": lambda b: minus(to(to(to(10, 1000), 1000), 1000), to(to(to(10, 1000), 1000), 1000)),
    "long number": lambda b: mul(Decimal("1e999999"), Decimal("1e999999"), b("y", "i", "k")),
    "long fraction": lambda b: over(*[to(to(plus(1, Decimal("1e-40")), 1000), 1000)] * 2),
    "primes": lambda b: fn("gelu", b("y", "i", "k"), primes=1000),
    "tiny exponent": lambda b: to(b("y", "i", "k"), Decimal("1e-999999")),
    "undefined": lambda b: over(1, minus(b("y", "i", "k"), b("y", "i", "k"))),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_never_right_and_comes_to_an_end(softmax, name):
    outcome = formula_verdict(softmax.network, softmax.d("L", ("a", "i", "k")), BOMBS[name](softmax))
    assert outcome.verdict is not RIGHT
    assert outcome.verdict is UNDECIDED or outcome.true is not None


def test_a_right_formula_with_a_long_number_in_it_is_right_without_a_proof(softmax):
    long = to(to(plus(1, Decimal("1e-40")), 1000), 1000)
    y, t = softmax("y", "i", "k"), softmax("t", "i", "k")
    formula = over(mul(long, minus(y, t)), mul(long, "m"))
    assert verdict(softmax, softmax.d("L", ("a", "i", "k")), formula)[:2] == (RIGHT, "sampled")
