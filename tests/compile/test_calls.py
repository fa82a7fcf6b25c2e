"""What a caller may rely on: fresh results, untouched arguments, any batch size, threads, dicts, clear errors."""

import itertools
import threading

import numpy as np
import pytest

from compile.cases import Case
from symbp.compile import lambdify
from symbp.errors import SpecError
from symbp.four_equations import arbitrary_layers

FORMS = ("array", "auto")
CASES = [Case(), Case(("relu", "softmax"), "cross_entropy", "columns", "out,in", "shared", True)]


def arrays(results):
    return [value for value in results if np.shape(value)]


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", FORMS)
def test_results_are_new_arrays_at_every_call(case, form):
    function = lambdify(case.network(), form).function
    for examples in (1, 4):
        first = function(*case.arguments(*case.drawn(examples, seed=1)))
        kept = [np.copy(value) for value in first]
        second = function(*case.arguments(*case.drawn(examples, seed=2)))
        for before, after in zip(kept, first, strict=True):
            np.testing.assert_array_equal(before, after)
        for left, right in itertools.product(arrays(first), arrays(second)):
            assert not np.shares_memory(left, right)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", FORMS)
def test_results_share_no_memory_with_each_other_or_the_arguments(case, form):
    function = lambdify(case.network(), form).function
    for examples in (1, 4):
        given = case.arguments(*case.drawn(examples))
        found = arrays(function(*given))
        for left, right in itertools.combinations(found, 2):
            assert not np.shares_memory(left, right)
        for left, right in itertools.product(found, given):
            assert not np.shares_memory(left, right)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", FORMS)
def test_arguments_are_not_modified(case, form):
    function = lambdify(case.network(), form).function
    for examples in (1, 4):
        given = case.arguments(*case.drawn(examples))
        kept = [np.copy(argument) for argument in given]
        for argument in given:
            argument.flags.writeable = False
        function(*given)
        function(*given)
        for before, after in zip(kept, given, strict=True):
            np.testing.assert_array_equal(before, after)


def test_batch_sizes_may_alternate():
    case = Case()
    function = lambdify(case.network()).function
    drawn = {examples: case.arguments(*case.drawn(examples)) for examples in (1, 2, 3, 4, 5, 6, 7)}
    alone = {examples: lambdify(case.network()).function(*given) for examples, given in drawn.items()}
    for examples in (7, 3, 7, 3, 1, 2, 3, 4, 5, 6, 7, 1, 3):
        for value, truth in zip(function(*drawn[examples]), alone[examples], strict=True):
            np.testing.assert_array_equal(value, truth)


def test_symbolic_widths_may_change_between_calls():
    """The same data with a hidden layer of another width: nothing of the first workspace may be used."""
    function = lambdify(Case(symbolic=True).network()).function
    rng = np.random.default_rng(0)
    x, y = rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
    for width in (4, 6, 4, 1):
        given = [rng.normal(size=shape) for shape in ((3, width), (width,), (width, 2), (2,))]
        found = function(x, y, *given)
        hidden = 1 / (1 + np.exp(-(x @ given[0] + given[1])))
        output = 1 / (1 + np.exp(-(hidden @ given[2] + given[3])))
        delta = (output - y) * output * (1 - output) / 5
        np.testing.assert_allclose(found[3], hidden.T @ delta, rtol=1e-12)
        np.testing.assert_allclose(found[1], x.T @ (delta @ given[2].T * hidden * (1 - hidden)), rtol=1e-12)


def test_threads_do_not_disturb_each_other():
    case = Case(("tanh", "sigmoid"))
    function = lambdify(case.network(), "array").function
    given = [case.arguments(*case.drawn(50, seed)) for seed in range(4)]
    truth = [function(*arguments) for arguments in given]
    wrong = []

    def work(k):
        for _ in range(200):
            if any(not np.array_equal(a, b) for a, b in zip(function(*given[k]), truth[k], strict=True)):
                wrong.append(k)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.parametrize("form", FORMS)
def test_strided_lists_and_integers_are_taken(form):
    case = Case()
    function = lambdify(case.network(), form).function
    for examples in (1, 4):
        x, y, *parameters = case.arguments(*case.drawn(examples))
        x, y = np.round(3 * x), np.round(y)
        truth = function(x, y, *parameters)
        wide = [
            np.repeat(np.repeat(p, 2, 0), 2, 1)[::2, ::2] if p.ndim == 2 else np.repeat(p, 2)[::2] for p in parameters
        ]
        turned = [np.asfortranarray(x), np.asfortranarray(y), *wide]
        lists = [x.tolist(), y.tolist(), *(p.tolist() for p in parameters)]
        for given in (turned, lists, [x.astype(int), y.astype(int), *parameters]):
            for value, expected in zip(function(*given), truth, strict=True):
                np.testing.assert_allclose(value, expected, rtol=1e-13)


@pytest.mark.parametrize("case", [Case(examples="one"), Case(examples="columns", symbolic=True)])
def test_one_example_may_come_as_a_vector(case):
    function = lambdify(case.network()).function
    x, y, weights, biases = case.drawn(1)
    batch = function(*case.arguments(x, y, weights, biases))
    alone = function(x[0], y[0], *case.parameters(weights, biases))
    for value, expected in zip(alone, batch, strict=True):
        np.testing.assert_array_equal(value, expected)


def test_parameters_by_name_in_a_sequence_or_one_by_one():
    case = Case()
    compiled = lambdify(case.network())
    assert (compiled.inputs, compiled.targets, compiled.parameters) == (("x",), ("y",), ("w2", "b2", "w3", "b3"))
    x, y, *parameters = case.arguments(*case.drawn(3))
    flat = compiled(x, y, *parameters)
    loss, listed = compiled(x, y, parameters)
    also, named = compiled({"x": x}, y, dict(zip(compiled.parameters, parameters, strict=True)))
    assert loss == also == flat[0]
    for k, name in enumerate(compiled.parameters):
        np.testing.assert_array_equal(listed[k], flat[k + 1])
        np.testing.assert_array_equal(named[name], flat[k + 1])


@pytest.mark.parametrize("form", [*FORMS, "scalar"])
def test_wrong_shapes_are_one_clear_error(form):
    case = Case()
    function = lambdify(case.network(), form).function
    good = case.arguments(*case.drawn(1))
    if form == "scalar":
        good = [good[0][0], good[1][0], *good[2:]]
    for _ in range(2):
        for number, shape in ((0, (1, 5)), (1, (1, 3)), (2, (4, 3)), (2, (12,)), (3, (1,)), (3, ()), (5, (2, 1))):
            if form == "scalar" and shape == (2, 1):
                continue
            given = list(good)
            given[number] = np.ones(shape)
            with pytest.raises(ValueError, match=rf"v{number}\b.*shape") as error:
                function(*given)
            assert "\n" not in str(error.value)
        function(*good)


def test_data_of_different_lengths_are_refused():
    case = Case()
    function = lambdify(case.network()).function
    x, y, *parameters = case.arguments(*case.drawn(4))
    with pytest.raises(ValueError, match=r"v1 y: expected shape \(4, 2\), found \(3, 2\)"):
        function(x, y[:3], *parameters)
    with pytest.raises(ValueError, match="at least 1"):
        function(x[:0], y[:0], *parameters)
    with pytest.raises(ValueError, match="expected numbers"):
        function(x.astype(str), y, *parameters)


def test_missing_and_unknown_names_are_told():
    case = Case()
    compiled = lambdify(case.network())
    x, y, *parameters = case.arguments(*case.drawn(2))
    named = dict(zip(compiled.parameters, parameters, strict=True))
    with pytest.raises(ValueError, match="parameter b3 is missing"):
        compiled(x, y, {name: named[name] for name in ("w2", "b2", "w3")})
    with pytest.raises(ValueError, match="unknown parameter 'w9'"):
        compiled(x, y, {**named, "w9": x})
    with pytest.raises(ValueError, match="expected 4 parameters"):
        compiled(x, y, parameters[:3])


def test_what_cannot_be_compiled_is_refused():
    with pytest.raises(SpecError, match="symbolic layer"):
        lambdify(arbitrary_layers())
    with pytest.raises(SpecError, match="unknown form"):
        lambdify(Case().network(), "fast")
    with pytest.raises(SpecError, match="every width as a number"):
        lambdify(Case(symbolic=True).network(), "scalar")
