"""Numbers that nearly cancel: what is left of an earlier mistake carries it on, though its last digits are open."""

import symbp

NETWORK = symbp.equations(
    {"p": "x*u", "q": "x*v", "r": "p - q", "L": "r**2"},
    parameters=["u", "v"],
    inputs=["x"],
    numbers={"inputs": {"x": 1.23457}, "parameters": {"u": -0.577351, "v": 0.577348}},
)
X, U, V = 1.23457, -0.577351, 0.577348


def origins(claims):
    """What each claim is: right, root or carried."""
    return [finding.origin or finding.verdict.value for finding in symbp.verify(NETWORK, claims).findings]


def test_what_is_left_of_an_earlier_mistake_carries_it_on():
    p, q = -X * U, X * V
    assert origins({"p": f"{p:.6f}", "q": f"{q:.6f}", "r": f"{p - q:.11f}"}) == ["root", "right", "carried"]
