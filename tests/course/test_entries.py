"""Which numbers of a matrix are wrong, in the table of a report."""

import pytest

import symbp
from symbp.render.claims.terminal import table_text
from symbp.verification import verify

NETWORK = symbp.equations(
    {"y[i]": "Sum(W[i, k]*x[k], k)", "C": "Sum(y[i]**2, i)/2"},
    inputs=["x[2]"],
    parameters=["W[3, 2]"],
    numbers={"inputs": {"x": [1, -2]}, "parameters": {"W": [[0.5, 0.1], [0.3, -0.4], [0.2, 0.6]]}},
)
# y = 0.3, 1.1, -1; dC/dW = y x^T
TOLD = {
    "y = [0.3, 1.1, -1]": "right",
    "y = [0.3, 1.2, -1]": "(entry 2)",
    "y = [0.4, 1.1, 1]": "(entries 1 and 3)",
    "y = [-0.3, -1.1, 1]": "(all 3 entries)",
    "dC/dW = [[0.3, -0.6], [1.1, 2.2], [-1, 2]]": "(entry 2, 2)",
}


@pytest.mark.parametrize("text", TOLD)
def test_the_table_names_the_entries_that_are_wrong(text):
    shown = " ".join(table_text(verify(NETWORK, text), 160).split())
    assert TOLD[text] in shown
    assert ("entr" in shown) == ("right" not in TOLD[text])
