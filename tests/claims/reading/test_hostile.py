"""Strangers' texts: bombs are refused before anything large is built, and nothing ever ends in a traceback."""

import random
import sys
import tracemalloc

import pytest

import symbp
from claims.reading.hostile import BOMBS, FRAMES, VALUES, random_text
from claims.reading.networks import BATCH, LAYERS, NUMBERED, RECURRENT, UNROLLED, network
from claims.reading.test_equations import LINES as EQUATIONS
from claims.reading.test_layers import LINES as LAYERED
from claims.reading.test_worked import LINES as WORKED
from claims.reading.test_worked import REFUSED
from claims.written import lines
from hostile_formulas import CODE
from symbp.claims.reading import Lexicon, read_submission, read_text, read_tree
from symbp.claims.reading.submission import MOST
from symbp.claims.walk import walk
from symbp.errors import SymbpError

NETWORKS = [
    *map(symbp.load, ("two-layer-sigmoid", "four-equations", "softmax-with-loss", "chain-of-two")),
    *map(network, (LAYERS, BATCH, NUMBERED, RECURRENT, UNROLLED)),
]
SEEDS = [*(text for text, _ in WORKED), *(text for _, text, _ in (*LAYERED, *EQUATIONS)), *REFUSED, *CODE]
SEEDS += [text for *_, text in lines()]
FUZZED = 5_000  # a million in tests/campaign


def read_everywhere(text, net):
    """Read a text in every way; only the errors of the family may come out."""
    yield lambda: read_tree(text, Lexicon(net))
    yield lambda: read_text(f"{text} = 1", net)
    yield lambda: read_text(f"$w_5 = {text}$", net)
    yield lambda: read_text(f"\\begin{{align}} {text} &= 3 \\\\ w_5 &= 0.4 \\end{{align}}", net, "f", "latex")
    yield lambda: read_text(f'"{text}",1', net, "f", "csv")
    yield lambda: read_submission({text: text}, net)


@pytest.mark.parametrize("name", sorted(BOMBS))
def test_a_bomb_is_refused_or_small_and_takes_little_memory(name):
    tracemalloc.start()
    for read in read_everywhere(BOMBS[name], NETWORKS[0]):
        message = refusal(read)
        assert "\n" not in message
        assert len(message) < 400
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 100 << 20


def test_bombs_are_refused_as_formulas():
    kept = {"sum", "exponents"}  # sums of up to 2,000 numbers are fine
    for name, text in BOMBS.items():
        if name not in kept:
            with pytest.raises(SymbpError):
                read_tree(text, Lexicon(NETWORKS[0]))


def test_a_tree_is_never_larger_or_deeper_than_the_limits():
    wide = read_tree("1" + "+1" * 900, Lexicon(NETWORKS[0]))
    assert len(list(walk(wide))) <= 2_000
    deep = read_tree("(1+" * 98 + "1" + ")" * 98, Lexicon(NETWORKS[0]))
    assert len(list(walk(deep))) < 400
    with pytest.raises(SymbpError):
        read_tree("(1+" * 120 + "1" + ")" * 120, Lexicon(NETWORKS[0]))


def test_digits_below_that_are_no_number():
    for net in NETWORKS:
        with pytest.raises(SymbpError):
            read_tree("W_.1", Lexicon(net))


def test_random_texts_end_in_claims_or_in_an_error_of_the_family():
    rng = random.Random(20261127)
    for _ in range(FUZZED):
        read_random(rng)


def read_random(rng):
    """One random text, read in one random way."""
    text, net, kind = random_text(SEEDS, rng), rng.choice(NETWORKS), rng.random()
    try:
        if kind < 0.5:
            read_tree(text, Lexicon(net))
        elif kind < 0.8:
            read_text(rng.choice(FRAMES) % text, net)
        elif kind < 0.9:
            read_text(rf"\begin{{align}} {text} \end{{align}}", net, "f", "latex")
        else:
            read_submission({text: rng.choice([*VALUES, text])}, net)
    except SymbpError:
        pass
    except Exception as error:
        raise AssertionError(f"{type(error).__name__}: {error}; found at {text!r}") from error


def test_nothing_that_is_read_is_run():
    seen = []

    def hook(event, _arguments):
        if watching and event.split(".")[0] in ("compile", "exec", "import", "os", "open", "socket", "subprocess"):
            seen.append(event)

    watching = False
    lexicon = Lexicon(NETWORKS[0])
    for text in CODE:  # once without the hook, for what is imported or built only once
        attempt(text, lexicon)
    sys.addaudithook(hook)
    watching = True
    for text in CODE:
        attempt(text, lexicon)
        attempt(f"w5 + {text}", lexicon)
    watching = False
    assert seen == []


def attempt(text, lexicon):
    """Read a text as a formula, as a document and as a table."""
    refusal(lambda: read_tree(text, lexicon))
    refusal(lambda: read_text(f"w5 = {text}", lexicon.network))
    refusal(lambda: read_submission({text: text}, lexicon.network))


def refusal(read):
    """The message of the error that reading ends in; nothing where it does not."""
    try:
        read()
    except SymbpError as error:
        return str(error)
    return ""


FULL = 1 << 20  # bytes


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *(
            (text, "markdown")
            for text in ("w5 = 0.4\n", "a=1\n", "w5: 0.4\n", "$x$ a\n", "| w5 | 0.4 |\n", "```\n", "$$\n")
        ),
        *(
            (text, "markdown")
            for text in ("\\[", "`\n", "a b\n", "w5 = " + "1*1 + " * 1000 + "1\n", "a=1," * 2000 + "\n")
        ),
        *((text, "latex") for text in ("$w5=1$\n", "\\begin{align}\n", "\\[\n")),
        *((text, "csv") for text in ("w5,1\n", "w5,1=1=1=1,1=1\n")),
        ("|quantity|value|\n|--|--|\n" + "|w5|1|\n" * 200_000, "markdown"),
        ("\\begin{align}" + "w5 = 0.4\\\\\n" * 100_000, "latex"),
    ],
)
def test_a_file_of_a_mebibyte_is_refused_before_any_of_it_is_parsed(text, kind, monkeypatch):
    monkeypatch.setattr("symbp.claims.reading.statement.scan", lambda *_: pytest.fail("parsed"))
    long = (text * (FULL // len(text) + 1))[:FULL]
    message = refusal(lambda: read_text(long, NETWORKS[0], "f", kind))
    assert message.startswith("f: ")
    assert "\n" not in message


def test_a_file_has_at_most_a_mebibyte():
    with pytest.raises(SymbpError, match="1 MiB"):
        read_text("x" * (FULL + 1), NETWORKS[0])


def test_the_number_of_claims_is_limited_exactly():
    for kind, line in (("markdown", "w5 = 0.4\n"), ("latex", "$w5 = 0.4$\n"), ("csv", "w5,0.4\n")):
        assert len(read_text(line * MOST, NETWORKS[0], "f", kind).claims) == MOST
        with pytest.raises(SymbpError, match=f"f: expected at most {MOST} equations, found more"):
            read_text(line * (MOST + 1), NETWORKS[0], "f", kind)
    many = {f"w5 = {number} = {number}": 0.4 for number in range(MOST // 2 + 1)}
    with pytest.raises(SymbpError, match="equations"):
        read_submission(many, NETWORKS[0])
