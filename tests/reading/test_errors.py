"""Bad equations: one line that names the place, what was expected and what was found."""

import pytest

from symbp.errors import NameErrorInSpec, SizeError, SpecError, SymbpError
from symbp.reading import equations
from symbp.spec import load

MATRIX = {"parameters": ["x[m, n]", "w[n]", "c"]}
ONE = {"parameters": ["c"]}
# formulas, what is declared, the kind of error, and what its message has to say
BAD = [
    # names
    ({"y": "sigmod(c)"}, ONE, NameErrorInSpec, ["[equations], y, line 1, column 1", "sigmod", "did you mean sigmoid?"]),
    ({"y": "2*netto + c"}, {"parameters": ["c", "netta"]}, NameErrorInSpec,
     ["column 3", "netto", "did you mean netta?"]),
    ({"y": "c(2)"}, ONE, NameErrorInSpec, ["the quantity c", "c*(...)"]),
    ({"y": "exp + c"}, ONE, NameErrorInSpec, ["the function exp without an argument"]),
    ({"y": "exp[c]"}, ONE, NameErrorInSpec, ["the function exp"]),
    ({"y": "1x*c"}, ONE, SpecError, ["column 2", "a product is written with *"]),
    ({"y": "q" * 33}, ONE, NameErrorInSpec, ["at most 32 signs"]),
    ({"y": "c_é"}, ONE, NameErrorInSpec, ["expected a name", "line 1, column 1"]),
    # cycles, definitions
    ({"a": "b*c", "b": "a + 1"}, ONE, NameErrorInSpec, ["[equations], a", "cycle", "a needs b needs a"]),
    ({"a": "a*c"}, ONE, NameErrorInSpec, ["a is defined by itself"]),
    ({"z[t]": "h[t]*c", "h[t]": "z[t]", "C": "Sum(h[t], t)"}, {**ONE, "labels": {"t": "T"}}, NameErrorInSpec,
     ["z needs h needs z"]),
    ({"y[i]": "w[i]", "y[j]": "2*w[j]"}, MATRIX, NameErrorInSpec, ["y is defined twice", "first in [equations], y[i]"]),
    ({"σ": "c", "sigma": "c"}, ONE, NameErrorInSpec, ["sigma is defined twice"]),
    ({"c": "2"}, ONE, NameErrorInSpec, ["c is defined twice", "first in parameters"]),
    ({"y": "c"}, {**ONE, "quantities": ["z[n]"]}, NameErrorInSpec, ["quantities", "z is never defined"]),
    ({"y": "c"}, {**ONE, "meanings": {"cc": "a number"}}, NameErrorInSpec, ["[meanings]", "cc", "did you mean c?"]),
    ({"y": "c"}, {**ONE, "meanings": {"c": 3}}, SpecError, ["[meanings], c", "expected a text, found 3"]),
    ({"y": "c"}, {**ONE, "inputs": ["x"]}, NameErrorInSpec, ["inputs", "x is declared but stands in no equation"]),
    ({"y": "f(c)"}, {**ONE, "functions": {"f(u)": "g(u)", "g(u)": "f(u)"}}, NameErrorInSpec, ["f needs g needs f"]),
    ({"y": "c"}, {**ONE, "functions": {"exp(u)": "u"}}, NameErrorInSpec, ["exp is a function already"]),
    ({"y": "c"}, {**ONE, "functions": {"f(u)": "u*v"}}, NameErrorInSpec, ["[functions], f(u)", "unknown name v"]),
    ({"y": "c"}, {**ONE, "functions": {"f(u, u)": "u"}}, NameErrorInSpec, ["different names"]),
    ({"y": "f(c, c)"}, {**ONE, "functions": {"f(u)": "u**2"}}, SpecError, ["one argument of f, found 2"]),
    ({"y": "c"}, {**ONE, "functions": {"f(u)": "3"}}, SpecError, ["found a constant"]),
    # sizes
    ({"y[i]": "Sum(x[i, k]*w[i], k)", "C": "Sum(y[i], i)"}, MATRIX, SizeError,
     ["[equations], y[i], line 1, column 13", "the index i", "size m (as place 1 of x)", "found n (place 1 of w)"]),
    ({"y": "x[0]*c*w[0]"}, MATRIX, SizeError, ["expected 2 indices, as in x[m, n], found 1"]),
    ({"y": "x*c*w[0]"}, MATRIX, SizeError, ["expected 2 indices, as in x[m, n], found 0"]),
    ({"y": "Sum(c, k)"}, ONE, SizeError, ["a size for the index k", "Sum(..., k:n)"]),
    ({"y": "w[4]"}, {"parameters": ["w[4]"]}, SizeError, ["a place of w[4] from 0 to 3"]),
    ({"y": "w[n]"}, {"parameters": ["w[n]"]}, SizeError, ["from 0 to n - 1"]),
    ({"y": "w[-1]"}, {"parameters": ["w[n]"]}, SizeError, ["found -1"]),
    ({"y[i]": "c", "C": "Sum(y[i], i)"}, ONE, SizeError, ["a size for place 1 of y", "quantities"]),
    ({"y": "Sum(w[k], k:3)"}, {"parameters": ["w[n]"]}, SizeError, ["size 3", "found n"]),
    ({"y": "Sum(w[k], (k, 1, n))"}, {"parameters": ["w[n]"]}, SizeError, ["a sum that starts at 0"]),
    ({"y[i]": "w[i]", "C": "Sum(y[i, i], i)"}, {"parameters": ["w[n]"]}, SizeError,
     ["expected 1 indices, as in y[n], found 2"]),
    # indices
    ({"y[i]": "Sum(x[i, k]*w[k], i)", "C": "Sum(y[i], i)*c"}, MATRIX, NameErrorInSpec,
     ["column 19", "the index i is free on the left and summed over at once"]),
    ({"y[i]": "Sum(x[i, k], k)*w[k]", "C": "Sum(y[i], i)*c"}, MATRIX, NameErrorInSpec,
     ["k inside the sum only", "free"]),
    ({"y[i]": "x[i, k]*w[k]", "C": "Sum(y[i], i)*c"}, MATRIX, NameErrorInSpec,
     ["k is neither on the left nor summed over"]),
    ({"y": "Sum(Sum(w[k], k)*w[k], k)"}, {"parameters": ["w[n]"]}, NameErrorInSpec, ["k is summed over twice"]),
    ({"y": "Sum(w[k]*k, k)"}, {"parameters": ["w[n]"]}, NameErrorInSpec, ["the index k outside of brackets"]),
    ({"y[n]": "w[n]"}, {"parameters": ["w[n]"]}, NameErrorInSpec, ["found the size n"]),
    ({"y[i, i]": "w[i]"}, {"parameters": ["w[n]"]}, NameErrorInSpec, ["different indices, found i twice"]),
    ({"y[2*i]": "w[i]"}, {"parameters": ["w[n]"]}, SpecError, ["an index, such as i, on the left"]),
    ({"y": "Sum(w[k**2], k)"}, {"parameters": ["w[n]"]}, SpecError, ["whole multiples", "a power"]),
    ({"y": "w[1/2]"}, {"parameters": ["w[n]"]}, SpecError, ["column 4"]),
    ({"y": "w[c]"}, {"parameters": ["w[n]", "c"]}, NameErrorInSpec, ["expected an index, found the quantity c"]),
    ({"y": "w[:]"}, {"parameters": ["w[n]"]}, SpecError, ["a colon"]),
    ({"h[t]": "h[t + 1]*c", "C": "Sum(h[t], t)"}, {**ONE, "labels": {"t": "T"}}, SpecError, ["1 later"]),
    ({"y[i; t]": "x[t; i]"}, {"inputs": ["x[t; n]"], "labels": {"t": "T"}}, SpecError,
     ["labels before all other indices"]),
    ({"y": "softmax(w)"}, {"parameters": ["w[n]"]}, SizeError, ["one index behind softmax(...)"]),
    # numbers and powers
    ({"y": "c**c"}, ONE, SpecError, ["expected a number as the exponent", "exp(y*log(x))"]),
    ({"y": "2**c"}, ONE, SpecError, ["expected a number as the exponent"]),
    ({"y": "c**101"}, ONE, SpecError, ["from -100 to 100, found 101"]),
    ({"y": "(c**20)**20"}, ONE, SpecError, ["at most 100, found 400 in all"]),
    ({"y": "9**9**9"}, ONE, SpecError, ["power tower"]),
    ({"y": "c/(2 - 2)"}, ONE, SpecError, ["0 to divide by"]),
    ({"y": "c*sqrt(-2)"}, ONE, SpecError, ["a root of a positive number, found one of -2"]),
    ({"y": "huber(c)"}, ONE, SizeError, ["expected 2 arguments of huber, found 1"]),
    ({"y": "l2(c, c)"}, ONE, SizeError, ["expected 1 argument of l2, found 2"]),
    ({"y": "l2(c)[0]"}, ONE, SpecError, ["l2 without indices"]),
    ({"y": "max(c, c)"}, ONE, SpecError, ["y + relu(x - y)"]),
    ({"y": "0*c"}, ONE, SpecError, ["always 0"]),
    # the loss, facts, numbers
    ({"y": "c", "z": "2*c"}, ONE, SpecError, ["loss", "found y, z"]),
    ({"y": "c"}, {**ONE, "loss": "z"}, NameErrorInSpec, ["loss: z is never defined"]),
    ({"y": "c", "z": "y"}, {**ONE, "loss": "y"}, NameErrorInSpec, ["nothing computed from y, found z"]),
    ({"y[i]": "w[i]"}, {"parameters": ["w[n]"], "loss": "y"}, SpecError, ["expected a single number, found y[n]"]),
    ({"y": "c"}, {**ONE, "through": ["y"]}, NameErrorInSpec, ["through", "y is not defined on the way"]),
    ({"y": "c"}, {**ONE, "facts": {"c": "1"}}, SpecError, ["[facts], c", "a sum over one index"]),
    ({"y": "c"}, {**ONE, "numbers": {"parameters": {"d": 1}}}, NameErrorInSpec,
     ["[numbers], parameters", "unknown name d"]),
    ({"y": "c*x"}, {**ONE, "inputs": ["x"], "numbers": {"parameters": {"c": 1}}}, NameErrorInSpec,
     ["expected numbers for x"]),
    ({"y": "w[0]*v[0]"}, {"parameters": ["w[n]", "v[n]"], "numbers": {"parameters": {"w": [1, 2], "v": [1]}}},
     SizeError,
     ["n = 2 entries as in [numbers], parameters, w", "found 1"]),
    # the shape of the entries
    ({}, ONE, SpecError, ["1 to 1000 equations"]),
    ({"y": 0.5}, ONE, SpecError, ["expected a formula in quotes"]),
    ({"y": "c"}, {"parameters": [3]}, SpecError, ["a list of names"]),
    ({"y": "c"}, {"parameters": ["c + 1"]}, SpecError, ["a name with its sizes"]),
    ({"y": "c"}, {**ONE, "sizes": {"n": 0}}, SpecError, ["whole number from 1"]),
    ({"y": "c"}, {**ONE, "parameter": []}, SpecError, ["unknown key 'parameter'; did you mean parameters?"]),
    ({"y + 1": "c"}, ONE, SpecError, ["expected what is defined"]),
    ({"": "c"}, ONE, SpecError, ["expected a formula, found nothing"]),
    ({"y": ""}, ONE, SpecError, ["expected a formula, found nothing"]),
]  # fmt: skip


@pytest.mark.parametrize(("formulas", "entries", "kind", "words"), BAD)
def test_one_clear_line(formulas, entries, kind, words):
    with pytest.raises(kind) as caught:
        equations(formulas, **entries)
    message = str(caught.value)
    for word in words:
        assert word in message
    assert message.isprintable()
    assert len(message) < 400


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('parameters = ["c"]\n[equations]\ny = "c +"\n', ["net.toml: [equations], y, line 1, column 4"]),
        ('parameters = ["c"]\n[equations]\ny = """\n2*c\n+ 3*d"""\n',
         ["[equations], y, line 2, column 5", "unknown name d"]),
        ('parameters = ["c"]\n[equations]\ny = "c"\ny = "2*c"\n', ["net.toml: line 4"]),
        ('parameters = ["c"]\nequations = 3\n', ["[equations]: expected a table, found 3"]),
        ('parameters = ["c"]\n[equations]\ny = "c"\n[layers]\n', ["unknown key 'layers'"]),
    ],
)  # fmt: skip
def test_errors_of_a_file_begin_with_its_name(text, words, tmp_path):
    (tmp_path / "net.toml").write_text(text, encoding="utf-8")
    with pytest.raises(SymbpError) as caught:
        load(str(tmp_path / "net.toml"))
    message = str(caught.value)
    assert all(word in message for word in words), message
    assert message.startswith(str(tmp_path / "net.toml"))


def test_a_long_cycle_is_cut_short():
    formulas = {f"a{n}": f"a{(n + 1) % 500}*c" for n in range(500)}
    with pytest.raises(NameErrorInSpec) as caught:
        equations(formulas, parameters=["c"])
    assert len(str(caught.value)) < 300


def test_long_chains_are_ordered_without_recursion():
    formulas = {f"a{n}": f"c*a{n + 1}" for n in range(999)} | {"a999": "c"}
    network = equations(formulas, parameters=["c"])
    assert [equation.tensor.name for equation in network.equations] == [f"a{n}" for n in range(999, -1, -1)]
