"""What does not fit ends in one clear line that names its place."""

import pytest

from symbp.cli import main
from symbp.descent import problem
from symbp.errors import SymbpError

GOOD = {"function": '"4*x**2"', "start": "{ x = 2 }", "rates": "[0.1]"}

BAD = [
    ({"function": None}, "function: expected a formula"),
    ({"function": '"4*x**"'}, "function, line 1, column 6: expected"),
    ({"function": '"4*z**2"'}, "function, line 1, column 3: unknown name z"),
    ({"function": '"3"'}, "start: x is no variable of the function"),
    ({"function": '"x**0 + 1"'}, "start: x is no variable of the function"),
    ({"function": '"abs(x)"'}, "expected one with a slope everywhere, found abs"),
    ({"function": '"relu(x)"'}, "expected one with a slope everywhere, found relu"),
    ({"function": '"x**x"'}, "expected a number as the exponent"),
    ({"function": "\"__import__('os')\""}, "function, line 1, column"),
    ({"function": '"' + "(" * 5000 + "x" + ")" * 5000 + '"'}, "expected at most"),
    ({"function": '"log(x)"', "start": "{ x = -1 }"}, "start: expected a point where the function has a value"),
    ({"function": '"1/x"', "start": "{ x = 0 }"}, "start: expected a point where the function has a value"),
    ({"function": "7"}, "start: x is no variable of the function"),
    ({"function": "[7]"}, "function: expected a formula in quotes"),
    ({"function": '"sqrt(x)"', "start": "{ x = 0 }"}, "start: expected a point where the function has a slope"),
    ({"start": None}, "start: expected numbers by the names"),
    ({"start": "{}"}, "start: expected one or two variables with their numbers, found none"),
    ({"start": "{ x = 1, y = 2, z = 3 }"}, "start: expected one or two variables with their numbers, found 3"),
    ({"start": "{ x = 'one' }"}, "start, x: expected a number, found 'one'"),
    ({"start": "{ x = nan }"}, "start, x: expected a number"),
    ({"start": "3"}, "start: expected numbers by the names"),
    ({"start": "{ 'x y' = 3 }"}, "start: expected a name"),
    ({"rates": None}, "rates: expected 1 to 20 learning rates"),
    ({"rates": "[]"}, "rates: expected 1 to 20 learning rates"),
    ({"rates": "[0.1, -1]"}, "rates, 2: expected a learning rate larger than 0, found -1"),
    ({"rates": "[0]"}, "rates, 1: expected a learning rate larger than 0, found 0"),
    ({"rates": "[0.1, 0.10]"}, "rates, 2: the learning rate 0.10 is given twice"),
    ({"rates": '["fast"]'}, "rates, 1: expected a number, found 'fast'"),
    ({"steps": "0"}, "steps: expected a whole number from 1 to 100, found 0"),
    ({"steps": "1000000"}, "steps: expected a whole number from 1 to 100"),
    ({"value": '"x"'}, "value: expected another name than the variable x"),
    ({"value": '"a b"'}, "value: expected a name"),
    ({"direction": "{ y = 1 }"}, "direction: unknown variable y"),
    ({"direction": "{ x = 0 }"}, "direction: expected a direction, found 0"),
    ({"speed": "3"}, "unknown key 'speed'"),
]


@pytest.mark.parametrize(("change", "message"), BAD, ids=[str(n) for n in range(len(BAD))])
def test_one_line(change, message, tmp_path, capsys):
    entries = {key: value for key, value in {**GOOD, **change}.items() if value is not None}
    path = tmp_path / "bad.toml"
    path.write_text('kind = "descent"\n' + "".join(f"{key} = {value}\n" for key, value in entries.items()))
    assert main(["derive", str(path), "-o", str(tmp_path / "out")]) == 2
    out, error = capsys.readouterr()
    assert out == ""
    assert error.count("\n") == 1
    assert "bad" in error
    assert message in error
    assert not (tmp_path / "out").exists()


def test_the_same_from_python():
    with pytest.raises(SymbpError, match="unknown name z"):
        problem("z**2", {"x": 1}, [0.1])
    with pytest.raises(SymbpError, match="larger than 0"):
        problem("x**2", {"x": 1}, [0])


def test_a_formula_from_sympy():
    import sympy

    from symbp.descent import study

    x, y = sympy.symbols("x y")
    found = study(problem(x**2 + sympy.exp(y) - y, {"x": 1, "y": 1}, [0.1], steps=2))
    assert found.sound
    assert found.courses[0].limit.at == pytest.approx((0, 0), abs=1e-9)
