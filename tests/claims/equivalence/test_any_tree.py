"""Whatever a tree says, it gets a verdict: nothing that can be read brings the judge down."""

import random
from decimal import Decimal

import pytest

import symbp
from symbp.claims import tree as t
from symbp.claims.equivalence import formula_verdict
from symbp.claims.records import Verdict
from symbp.language import adjoint

NAMES = ["exp", "ln", "sigma", "tanh", "softmax", "diag", "sum", "mean", "norm", "trace", "max", "sqrt", "nothing"]
LETTERS = ["i", "j", "k", "l", "t", "m", "n", "L", "T", "eta", "N", "q"]
NUMBERS = ["0", "1", "2", "0.5", "-1", "0.74136507", "1e30", "1e-30", "7"]
NETWORKS = ["two-layer-sigmoid", "four-equations", "softmax-with-loss", "recurrent", "batch-columns", "attention"]


class Wild:
    """Random trees over the quantities of a network, most of them nonsense."""

    def __init__(self, network, seed):
        self.network = network
        self.choose = random.Random(seed)
        self.tensors = network.tensors()
        self.singles = [name for _, name in network.element_names]

    def index(self):
        pick = self.choose.random()
        if pick < 0.6:
            return t.Letter(self.choose.choice(LETTERS))
        if pick < 0.8:
            return t.Number(Decimal(self.choose.choice(["1", "2", "3", "0", "9", "1.5"])))
        return t.Sum((t.Letter(self.choose.choice(LETTERS)), t.Number(Decimal(self.choose.choice(["1", "-1"])))))

    def ref(self):
        tensor = self.choose.choice(self.tensors)
        if self.choose.random() < 0.3:
            tensor = adjoint(tensor)
        count = len(tensor.labels) + self.choose.choice([0, 0, len(tensor.sizes), len(tensor.sizes), 1])
        single = self.choose.choice(self.singles) if self.singles and self.choose.random() < 0.3 else ""
        indices = () if single else tuple(self.index() for _ in range(count))
        updates = self.choose.choice([0] * 12 + [1, 3])
        example = self.index() if self.choose.random() < 0.05 else None
        return t.Ref(tensor, indices, single, updates, example)

    def slope(self):
        through = (self.ref(),) if self.choose.random() < 0.1 else ()
        return t.Slope(self.ref(), self.ref(), through, self.choose.random() < 0.1)

    def tree(self, depth):
        if depth == 0 or self.choose.random() < 0.15:
            return self.choose.choice([self.ref, self.ref, self.slope, self.small])()
        inner = lambda: self.tree(depth - 1)  # noqa: E731
        times = [self.choose.choice(list(t.Times)) for _ in range(2)]
        return self.choose.choice(
            [
                lambda: t.Sum((inner(), inner())),
                lambda: t.Product((inner(), inner(), inner()), tuple(times)),
                lambda: t.Product((inner(), inner()), (times[0],)),
                lambda: t.Negative(inner()),
                lambda: t.Quotient(inner(), inner()),
                lambda: t.Power(inner(), inner()),
                lambda: t.Transpose(inner()),
                lambda: t.Call(self.choose.choice(NAMES), (inner(),), self.choose.choice([0, 0, 1, 2, 9])),
                lambda: t.Call("max", (inner(), inner())),
                lambda: t.SumOver(self.choose.choice(LETTERS), inner(), mean=self.choose.random() < 0.2),
                lambda: t.SumOver(self.choose.choice(LETTERS), inner(), inner(), inner()),
                lambda: t.Matrix(((inner(), inner()), (inner(), inner()))),
            ]
        )()

    def small(self):
        return self.choose.choice(
            [
                lambda: t.Number(Decimal(self.choose.choice(NUMBERS))),
                lambda: t.Ratio(self.choose.choice(["1/2", "2", "pi", "e", "1/0", "x"])),
                lambda: t.Letter(self.choose.choice(LETTERS)),
                lambda: t.Delta(self.index(), self.index()),
                t.Ones,
            ]
        )()


@pytest.mark.parametrize("name", NETWORKS)
def test_any_tree_gets_a_verdict(name):
    wild = Wild(symbp.load(name), name)
    for _ in range(120):
        subject = wild.choose.choice([wild.ref, wild.slope])()
        outcome = formula_verdict(wild.network, subject, wild.tree(wild.choose.randint(0, 4)))
        assert outcome.verdict in (Verdict.RIGHT, Verdict.WRONG, Verdict.UNDECIDED)
        assert outcome.verdict is not Verdict.WRONG or outcome.how in ("counterexample", "shape", "letters")
