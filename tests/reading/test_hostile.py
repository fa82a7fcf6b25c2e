"""Formulas, names and definitions from strangers: only our own errors, nothing run, nothing large computed."""

import json
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile_formulas import HOSTILE
from symbp.derive import derive
from symbp.errors import SymbpError
from symbp.reading import equations
from symbp.spec.build import build
from symbp.spec.file import table_of
from tools import ROOT

PEAK = 20 << 20  # bytes, far below the 100 MiB that are allowed


def everywhere(text: str) -> Iterator[dict]:
    """A text in every place where a formula or a name may stand."""
    own = {"equations": {"y": "x"}, "parameters": ["x"]}
    yield {**own, "equations": {"y": text}}
    yield {**own, "equations": {text: "x"}}
    yield {**own, "equations": {"y[i]": text, "C": "Sum(y[i], i)*x"}, "quantities": ["y[n]"]}
    yield {**own, "parameters": [text]}
    yield {**own, "parameters": text}
    yield {**own, "sizes": {text: 3}}
    yield {**own, "labels": {text: text}}
    yield {**own, "arbitrary": [text]}
    yield {**own, "equations": {"y": "g(x)"}, "functions": {"g(u)": text}}
    yield {**own, "equations": {"y": "g(x)"}, "functions": {text: "u"}}
    yield {**own, "equations": {"y": "g(x)[0]"}, "parameters": ["x[3]"], "operations": {"g(z)[i]": text}}
    yield {**own, "equations": {"y": "g(x)[0]"}, "parameters": ["x[3]"], "operations": {text: "z[i]"}}
    yield {**own, "facts": {text: "1"}}
    yield {**own, "facts": {"Sum(t[k], k)": text}}
    yield {**own, "loss": text}
    yield {**own, "through": [text]}
    yield {**own, "title": text}
    yield {**own, "numbers": {"parameters": {text: 1}}}


def attempt(entries: dict | bytes) -> bool:
    """Whether a network was read; every error is one of ours, in one printable line."""
    try:
        build(table_of(entries, "net.toml") if isinstance(entries, bytes) else entries)
    except SymbpError as error:
        message = str(error)
        assert message.isprintable()
        assert len(message) < 600
        return False
    return True


def test_there_are_enough_of_them():
    assert len(set(HOSTILE)) >= 200


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: ascii(text[:24]))
def test_hostile_texts_are_refused_or_harmless(text):
    tracemalloc.start()
    try:
        for entries in everywhere(text):
            attempt(entries)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < PEAK


AUDIT = """
import json, sys
sys.path.insert(0, "tests")
from hostile_formulas import HOSTILE
from reading.test_hostile import attempt, everywhere, WARM
for text in WARM:
    for entries in everywhere(text):
        attempt(entries)
seen = []
sys.addaudithook(lambda event, arguments: seen.append(event))
for text in HOSTILE:
    for entries in everywhere(text):
        attempt(entries)
found = list(seen)
print(json.dumps({"all": sorted(set(found)), "count": len(found)}))
"""
# These lead through every branch once, so that what is imported late is there before the count begins.
WARM = [
    "x",
    "x +",
    "Sum(x, k)",
    "g(q)",
    "z[i]/n",
    "exp(u)",
    "g(u)",
    "f(z)[i]",
    "Sum(t[k], k)",
    "\x00",
    "(",
    "sigmod(u)",
    "T",
]


def test_reading_runs_nothing():
    """No audited event at all: no code compiled or run, nothing imported, no file opened."""
    run = subprocess.run(
        [sys.executable, "-c", AUDIT], capture_output=True, text=True, cwd=ROOT, timeout=300, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    dangerous = {
        "exec",
        "compile",
        "import",
        "open",
        "os.system",
        "subprocess.Popen",
        "socket.connect",
        "ctypes.dlopen",
    }
    assert dangerous.isdisjoint(json.loads(run.stdout)["all"])


def test_definitions_that_double_each_other_stay_bounded():
    """20 definitions, each using the one before four times, would be 4**20 factors."""
    functions = {"f0(u, v)": "u*v + u + v"}
    functions |= {f"f{n}(u, v)": f"f{n - 1}(u + v, v)*f{n - 1}(u, v + u)" for n in range(1, 20)}
    with pytest.raises(SymbpError, match="at most"):
        equations({"y": "f19(a, b)"}, parameters=["a", "b"], functions=functions)
    powers = {"f0(u)": "u**2 + u"} | {f"f{n}(u)": f"f{n - 1}(u)*f{n - 1}(u + 1)" for n in range(1, 20)}
    with pytest.raises(SymbpError, match="expected"):
        equations({"y": "f19(a)"}, parameters=["a"], functions=powers)
    towers = {"f0(u, v)": "(2*u)**50*v"} | {f"f{n}(u, v)": f"f{n - 1}(f{n - 1}(u, v), v)" for n in range(1, 20)}
    with pytest.raises(SymbpError, match="at most"):
        equations({"y": "f19(a, b)"}, parameters=["a", "b"], functions=towers)


@pytest.mark.parametrize(
    "formula",
    [
        "exp(1000000000*log(9)) + u",
        "exp(1000000000*log(9)*u)",
        "exp(1000000000*log(3*u))",
        "exp(99*99*99*99*log(3*u))",
        "exp(exp(exp(exp(exp(5))))) + u",
        "max(u, exp(exp(exp(exp(exp(5))))))",
        "sin(10**40) + u",
        "(((((u + 1)**100 + 1)**100 + 1)**100 + 1)**100)**100",
        "((3*u)**100)**100",
        "log(u - u)",
        "1/(u - u)",
        "sqrt(-1)*u",
        "log(-2)*u",
        "u**u",
        "2**u",
        "u**(10**20)",
    ],
)
def test_sympy_is_given_nothing_that_explodes(formula):
    with pytest.raises(SymbpError):
        equations({"y": "f(c)"}, parameters=["c"], functions={"f(u)": formula})


@pytest.mark.parametrize(
    "text", ["exp(" * 98 + "c" + ")" * 98, "sqrt(1 + c*" * 12 + "c" + ")" * 12, "+".join(["c*c"] * 500)]
)
def test_what_is_just_within_the_limits_can_be_derived(text):
    assert derive(equations({"y": text}, parameters=["c"])).results


@settings(max_examples=2000)
@given(st.binary(max_size=200))
def test_random_bytes_as_a_file(content):
    attempt(content)


PIECES = [
    "x",
    "x[i]",
    "w[i, k]",
    "Sum(",
    "exp(",
    "softmax(",
    "max(0, ",
    "(",
    ")",
    "[",
    "]",
    "k",
    "i",
    "n",
    "**",
    "2",
    "1/2",
]
PIECES += ["*", "/", "-", "+", ",", ";", ":", " ", "g(", "T", "h[t - 1]", "σ", "\n", "0.5", "é", "\x7f", "'"]


@settings(max_examples=800)
@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=14).map("".join)))
def test_random_text_in_every_place(text):
    for entries in everywhere(text):
        attempt(entries)
