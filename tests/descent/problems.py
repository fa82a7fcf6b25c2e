"""Problems of every kind, for the tests of documents."""

from decimal import Decimal
from functools import cache

from symbp.descent import Problem, Study, problem, study
from symbp.pipeline import Style, descent_document
from symbp.spec import load_any

RATES = [Decimal("0.1"), Decimal("0.5"), Decimal("1.25")]

GIVEN = {
    "shifted": ("(x - 3)**2/3 + 1", {"x": 1}, {}),
    "top": ("5 - x**2", {"x": 1}, {}),
    "line": ("3*x - 1", {"x": 1}, {}),
    "resting": ("(x - 1)**2", {"x": 1}, {}),
    "quartic": ("x**4 - x", {"x": Decimal("0.5")}, {"steps": 12}),
    "logarithm": ("log(x)**2 + x", {"x": 2}, {}),
    "exponential": ("exp(x)", {"x": 0}, {}),
    "own-slope": ("sigmoid(x)*x", {"x": 1}, {}),
    "bowl": ("x**2 + x*y + y**2 - x", {"x": 3, "y": 1}, {"direction": {"x": 3, "y": 4}}),
    "surds": ("x**2 + x*y + 2*y**2", {"x": 3, "y": 1}, {}),
    "apart": ("2*x**2 + y**2", {"x": 1, "y": 0}, {}),
    "valley": ("(x - y)**2", {"x": 3, "y": 1}, {}),
    "saddle": ("x*y", {"x": 3, "y": 1}, {}),
    "ridge": ("-(x + y)**2", {"x": 3, "y": 1}, {}),
    "dome": ("1 - x**2 - y**2", {"x": 3, "y": 1}, {}),
    "plane": ("x + 2*y", {"x": 3, "y": 1}, {}),
    "drifting": ("x**2 + y", {"x": 3, "y": 1}, {}),
    "banana": ("(1 - x)**2 + 100*(y - x**2)**2", {"x": -1, "y": Decimal("1.5")}, {"steps": 5}),
    "waves": ("sin(x)*cos(y) + x**2/10 + exp(-y)", {"x": 1, "y": 2}, {}),
    "taken-letters": ("eta**2 + k*eta + k**2", {"eta": 1, "k": 2}, {"value": "q"}),
    "words": ("lambda**2 + weight_1**2", {"lambda": Decimal("1e-3"), "weight_1": Decimal("-12345.678")}, {}),
    "decimals": ("0.1*x**2 + 0.123456789*x", {"x": Decimal("1.23456789")}, {"steps": 20}),
}
NAMES = ("parabola", *GIVEN)


def posed(name: str) -> Problem:
    """The problem of that name."""
    if name == "parabola":
        found = load_any("descent-parabola")
        assert isinstance(found, Problem)
        return found
    formula, start, more = GIVEN[name]
    return problem(formula, start, RATES, **{"steps": 3, "title": f"Descent: {name}", **more})


@cache
def studied(name: str) -> Study:
    """Everything about it."""
    return study(posed(name))


@cache
def files(name: str, notation: str = "", language: str = "en") -> dict[str, str]:
    """Its Markdown and LaTeX."""
    return descent_document(studied(name), Style(notation=notation, language=language))
