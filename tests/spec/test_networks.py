"""What a network file can say, and that Python says the same."""

from decimal import Decimal

import pytest

from symbp.certify import certify
from symbp.derive import derive
from symbp.errors import SpecError
from symbp.language import Functional, Network, Role, Size, bases
from symbp.spec import load, network
from symbp.spec.load import EXAMPLES, examples
from symbp.worked import evaluate, spell_out


def from_text(tmp_path, text: str, name: str = "mine.toml") -> Network:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return load(path)


def tensors(made: Network) -> dict:
    return {tensor.name: tensor for tensor in made.tensors()}


@pytest.mark.parametrize("name", examples())
def test_built_in_networks(name):
    made = load(name)
    assert made.name == name
    assert made.title != name
    assert load(EXAMPLES / f"{name}.toml") == made


def test_the_two_layer_example_fits_on_one_screen():
    assert len((EXAMPLES / "two-layer-sigmoid.toml").read_text(encoding="utf-8").splitlines()) <= 45


def test_the_smallest_file(tmp_path):
    made = from_text(tmp_path, "inputs = 3\n[[layers]]\nunits = 2\n")
    assert made == network(name="mine", inputs=3, layers=[{"units": 2}])
    assert {name: tensor.sizes for name, tensor in tensors(made).items()}["w2"] == (2, 3)


def test_digits_stay_as_written(tmp_path):
    text = (
        "inputs = 1\n[[layers]]\nunits = 1\n[numbers]\ninputs = [0.10]\ntargets = [1]\nrate = 5e-1\n"
        "[numbers.parameters]\nw2 = [[1_000.50]]\nb2 = [-0.0]\n"
    )
    values = from_text(tmp_path, text).values()
    assert {name: str(rows) for name, rows in values.items()} == {
        "x": "(Decimal('0.10'),)",
        "y": "(Decimal('1'),)",
        "w2": "((Decimal('1000.50'),),)",
        "b2": "(Decimal('-0.0'),)",
    }
    assert str(from_text(tmp_path, text).numbers.rate) == "0.5"


def test_python_floats_are_their_shortest_digits():
    given = {"inputs": [0.1], "targets": [1], "parameters": {"w2": [[0.30000000000000004]], "b2": [Decimal("0.20")]}}
    made = network(inputs=1, layers=[{"units": 1}], numbers=given)
    assert made.values()["w2"] == ((Decimal("0.30000000000000004"),),)
    assert str(made.values()["b2"]) == "(Decimal('0.20'),)"


def test_biases():
    kinds = ["unit", "shared", "none", ["c1", "c2"], {"shared": "c"}, {"unit": "d"}]
    made = network(inputs=2, layers=[{"units": 2, "bias": kind} for kind in kinds])
    found = {name: tensor.sizes for name, tensor in tensors(made).items() if tensor.role is Role.PARAMETER}
    weights = {f"w{n}": (2, 2) for n in range(2, 8)}
    assert found == weights | {"b2": (2,), "b3": (), "b5": (2,), "c": (), "d": (2,)}
    assert dict(made.element_names) == {("b5", (0,)): "c1", ("b5", (1,)): "c2"}


def test_names_of_weights_follow_the_matrix():
    rows = [["a1", "a2"], ["a3", "a4"], ["a5", "a6"]]
    into = network(inputs=2, layers=[{"units": 3, "weights": rows}])
    assert dict(into.element_names)["w2", (2, 1)] == "a6"
    turned = network(inputs=3, layers=[{"units": 2, "weights": rows}], layout={"weights": "in,out"})
    assert dict(turned.element_names)["w2", (2, 1)] == "a6"
    assert tensors(turned)["w2"].sizes == (3, 2)
    whole = network(inputs=2, layers=[{"units": 3, "weights": "W"}])
    assert tensors(whole)["W"].sizes == (3, 2)


def test_symbolic_widths_are_shared():
    made = network(inputs="n", layers=[{"units": "n"}, {"units": "p"}])
    assert made.sizes() == (Size("n"), Size("p"))


@pytest.mark.parametrize(
    "unit", ["lambda", "E", "I", "S", "N", "Q", "beta", "C", "x", "z2", "pi", "zoo", "oo", "λ", "Ω"]
)
def test_units_with_names_of_other_things(unit):
    from symbp.derive import derive

    given = {"inputs": {unit: 0.5}, "targets": [1], "parameters": {"w2": [[1]], "b2": [0]}}
    made = network(inputs=[unit], layers=[{"units": 1}], numbers=given)
    derive(spell_out(made))
    made = network(inputs=1, layers=[{"units": [unit], "activation": "tanh"}, {"units": [f"{unit}_2"]}])
    derived = derive(spell_out(made))
    assert len(derived.results) == 8


def test_greek_signs_and_words_are_one_name():
    made = network(inputs=["α", "β1"], layers=[{"units": ["σ"], "weights": [["ω", "w_1"]]}])
    assert {name for _, name in made.element_names} >= {"alpha", "beta1", "net_sigma", "omega", "w_1", "E_total"}


def test_a_title_is_any_text():
    for title in ("x_1^2", r"\input{x}", '__import__("os")', "%", "{{7*7}}", "<script>", "日本語", "\t\n"):
        assert network(title=title, inputs=1, layers=[{"units": 1}]).title == title


def test_names_of_files_become_names_of_folders(tmp_path):
    text = "inputs = 1\n[[layers]]\nunits = 1\n"
    assert from_text(tmp_path, text, "my net (2).toml").name == "my-net-2"
    assert from_text(tmp_path, text, "日本.toml").name == "network"
    assert from_text(tmp_path, 'name = "own"\n' + text).name == "own"


def test_layouts_with_named_units():
    given = {
        "inputs": [[1, 2, 3]],
        "targets": [[0, 1, 0]],
        "parameters": {"w2": [[1]], "b2": [0]},
    }
    layers = [{"units": ["o"]}]
    made = network(inputs=["i"], layers=layers, layout={"examples": "columns"}, numbers=given)
    names = {tensor.name for tensor in spell_out(made).tensors()}
    assert names >= {"i_1", "i_3", "net_o_2", "out_o_3", "target_o_1", "E_o_3", "E_total", "w2_1_1"}


def test_four_equations():
    arbitrary, named = load("four-equations"), load("four-equations-cross-entropy")
    assert any(isinstance(base, Functional) for e in arbitrary.equations for base in bases(e.body))
    assert not any(isinstance(base, Functional) for e in named.equations for base in bases(e.body))
    assert network(kind="four-equations", activation="tanh").equations[1].operation == "tanh"


def test_frozen_parameters_by_tensor_or_by_element():
    given = {"inputs": [1, 2], "targets": [0], "parameters": {"u": 1, "v": 2, "b2": [0]}, "frozen": ["b2", "v"]}
    made = network(inputs=2, layers=[{"units": 1, "weights": [["u", "v"]]}], numbers=given)
    assert spell_out(made).numbers.frozen == ("b2_1", "v")


def test_line_endings_and_byte_order_marks(tmp_path):
    path = tmp_path / "dos.toml"
    path.write_bytes(b"\xef\xbb\xbfinputs = 1\r\n[[layers]]\r\nunits = 1\r\n")
    assert load(path).name == "dos"


@pytest.mark.parametrize("examples", ["one", "rows"])
@pytest.mark.parametrize("norm", ["layer norm", "rms norm", "batch norm"])
def test_norms_are_activations_by_name(norm, examples):
    layers = [{"units": "q", "activation": norm}, {"units": "r", "activation": norm}]
    entries = {"inputs": "p", "layers": layers, "layout": {"examples": examples}}
    if (norm, examples) == ("batch norm", "one"):
        with pytest.raises(SpecError, match="batch_norm needs a batch"):
            network(**entries)
        return
    made = network(**entries)
    assert {"gamma2", "gamma3"} <= {tensor.name for tensor in made.with_role(Role.PARAMETER)}
    assert certify(derive(made)).sound


def test_a_norm_reads_rows():
    layers = [{"units": 2, "activation": "layer norm"}]
    with pytest.raises(SpecError, match="layer_norm reads examples as rows"):
        network(inputs=2, layers=layers, layout={"examples": "columns"})


def test_numbers_of_a_norm():
    numbers = {"inputs": [1.0, 3.0], "targets": [0, 0], "constants": {"eps2": 0}}
    numbers["parameters"] = {"w2": [[1, 0], [0, 1]], "b2": [0, 0], "gamma2": [2, 1], "beta2": [0, 0]}
    made = network(inputs=2, layers=[{"units": 2, "activation": "layer norm"}], numbers=numbers)
    assert evaluate(made)["C"] == pytest.approx(((-1 * 2) ** 2 + 1**2) / 2)
