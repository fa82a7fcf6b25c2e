"""A random tree, printed as LaTeX or as plain text, is read as the tree that it was."""

import random
from dataclasses import replace
from decimal import Decimal

import pytest

from claims.reading.networks import BATCH, LAYERS, NUMBERED, network
from claims.reading.trees import World, placeless
from symbp.claims.tree import (
    Call,
    Delta,
    Letter,
    Matrix,
    Negative,
    Number,
    Ones,
    Power,
    Product,
    Quotient,
    Ratio,
    Ref,
    Slope,
    Sum,
    SumOver,
    Times,
    Transpose,
)
from symbp.claims.walk import walk
from symbp.language import Role, adjoint

WORLDS = {
    "two-layer-sigmoid": World("two-layer-sigmoid"),
    "layers": World(network(LAYERS)),
    "batch": World(network(BATCH)),
    "numbered": World(network(NUMBERED)),
    "four-equations": World("four-equations"),
    "softmax-with-loss": World("softmax-with-loss"),
}
TREES = 150
SIGNS = {
    "latex": {Times.PLAIN: r" \cdot ", Times.STAR: " * ", Times.HADAMARD: r" \odot ", Times.OUTER: r" \otimes "},
    "plain": {Times.PLAIN: " * ", Times.STAR: " * ", Times.HADAMARD: " hadamard ", Times.OUTER: " ⊗ "},
}


class Printer:
    """Writes trees; every compound inside another one stands in parentheses, so that nothing depends on precedence."""

    def __init__(self, style):
        self.style = style

    def __call__(self, tree):
        match tree:
            case Number():
                return str(tree.value)
            case Ratio() | Letter():
                return {"eta": r"\eta" if self.style == "latex" else "eta"}.get(tree.name, tree.name)
            case Ref():
                return self.ref(tree)
            case Slope():
                of, by = self.ref(tree.of), self.ref(tree.by)
                if self.style == "latex":
                    return rf"\frac{{\partial {of}}}{{\partial {by}}}"
                return f"∂{of}/∂{by}"
            case Sum():
                first, *rest = tree.parts
                return self.inner(first) + "".join(map(self.summand, rest))
            case Negative():
                return f"-{self.inner(tree.of)}"
            case Product():
                signs = SIGNS[self.style]
                parts = [self.inner(part) for part in tree.parts]
                return parts[0] + "".join(signs[t] + part for t, part in zip(tree.times, parts[1:], strict=True))
            case Quotient():
                top, bottom = (f"({self(t)})" if is_error(t) else t for t in (tree.top, tree.bottom))
                if self.style == "latex":
                    return rf"\frac{{{self.text(top)}}}{{{self.text(bottom)}}}"
                return f"({self.text(top, self.inner)}/{self.text(bottom, self.inner)})"
            case Power():
                exponent = self(tree.exponent)
                return f"({self(tree.base)})^" + (f"{{{exponent}}}" if self.style == "latex" else f"({exponent})")
            case Transpose():
                return f"({self(tree.of)})^T"
            case Call():
                command = "\\" if self.style == "latex" and tree.name in ("exp", "ln", "tanh") else ""
                return f"{command}{tree.name}{chr(39) * tree.primes}({self(tree.arguments[0])})"
            case SumOver():
                sign = r"\sum" if self.style == "latex" else "sum"
                return f"{sign}_{tree.index} {self.inner(tree.body)}"
            case Delta():
                return f"[{self(tree.left)} = {self(tree.right)}]"
            case Ones():
                return r"\mathbf{1}"
            case Matrix():
                if self.style == "latex":
                    rows = r" \\ ".join(" & ".join(map(self, row)) for row in tree.rows)
                    return rf"\begin{{bmatrix}} {rows} \end{{bmatrix}}"
                return "[" + ", ".join("[" + ", ".join(map(self, row)) + "]" for row in tree.rows) + "]"
        raise AssertionError(tree)

    def text(self, tree, write=None):
        """A tree as text; what is a text already."""
        return tree if isinstance(tree, str) else (write or self)(tree)

    def summand(self, tree):
        """A part of a sum with its sign."""
        return f" - {self.inner(tree.of)}" if isinstance(tree, Negative) else f" + {self.inner(tree)}"

    def inner(self, tree):
        """A part of something: in parentheses unless it is one piece."""
        simple = isinstance(tree, Number | Ratio | Letter | Ref | Call | Matrix | Delta | Ones)
        whole = simple or (isinstance(tree, Slope | Quotient) and self.style == "latex")
        negative = isinstance(tree, Number) and tree.value.is_signed()
        return self(tree) if whole and not negative else f"({self(tree)})"

    def ref(self, ref):
        """A quantity in the network's own names: a single number, or a tensor with its indices in brackets."""
        name = ref.single or (ref.tensor.of or ref.tensor).name
        if ref.tensor.of is not None:
            name = f"d{name}"
        labels = (ref.tensor.of or ref.tensor).labels
        text = name
        if labels:
            text += f"^{{{self(ref.indices[0])}}}"
        below = ref.indices[len(labels) :]
        if below and labels:
            text += f"_{{{','.join(map(self, below))}}}"
        elif below:
            text += f"[{', '.join(map(self, below))}]"
        return text


def is_error(tree):
    """Whether a tree is one symbol for a derivative of the loss; one such over another is another derivative."""
    return isinstance(tree, Ref) and tree.tensor.of is not None


class Grower:
    """Random trees over the quantities of a network."""

    def __init__(self, world, rng):
        self.world, self.rng = world, rng
        parts = (Role.PART, Role.LOSS)
        named = {owner for owner, _ in dict(world.network.element_names)}
        self.tensors = [t for t in world.tensors.values() if t.role not in parts and t.name not in named]
        self.singles = [name for name, owner in world.owners.items() if owner.role not in parts]
        loss = world.network.loss
        self.loss = Ref(loss, single=dict(world.network.element_names).get((loss.name, ()), ""))

    def ref(self):
        if self.singles and (not self.tensors or self.rng.random() < 0.7):
            name = self.rng.choice(self.singles)
            return Ref(self.world.owners[name], single=name)
        tensor = self.rng.choice(self.tensors)
        letter = Letter("l")
        labels = (self.rng.choice([letter, Letter("L"), Sum((letter, Number(Decimal(1))))]),) if tensor.labels else ()
        if not tensor.sizes or self.rng.random() < 0.4:
            return Ref(tensor, labels)
        below = [Letter(c) for c in self.rng.sample("jkqv", len(tensor.sizes))]
        if self.rng.random() < 0.3 and not labels:
            below = [Number(Decimal(self.rng.randint(1, 2))) for _ in below]
        return Ref(tensor, labels + tuple(below))

    def leaf(self):
        kind = self.rng.random()
        if kind < 0.25:
            digits = self.rng.randint(0, 99999)
            return Number(Decimal(digits).scaleb(-self.rng.randint(1, 5)) * self.rng.choice([1, 1, -1]))
        if kind < 0.35:
            return Ratio(str(self.rng.randint(1, 9)))
        if kind < 0.4:
            return Letter("eta")
        if kind < 0.55:
            return Slope(self.loss, self.ref())
        made = self.ref()
        if kind < 0.65 and made.tensor.of is None:
            return replace(made, tensor=adjoint(made.tensor))
        return made

    def tree(self, depth):
        if depth == 0 or self.rng.random() < 0.15:
            return self.leaf()
        kind = self.rng.randint(0, 11)

        def inner():
            return self.tree(depth - 1)

        def several():
            return tuple(inner() for _ in range(self.rng.randint(2, 4)))

        if kind <= 1:
            first, *rest = several()
            return Sum((first, *(Negative(p) if self.rng.random() < 0.4 else p for p in rest)))
        if kind <= 4:
            parts = several()
            return Product(parts, tuple(self.rng.choice(list(Times)) for _ in parts[1:]))
        if kind == 5:
            return Quotient(inner(), inner())
        if kind == 6:
            return Power(Sum(several()), self.rng.choice([Ratio("2"), Ratio("3"), Negative(Ratio("1")), self.ref()]))
        if kind == 7:
            of = inner()  # softmax of one element is read as what it stands for
            return Call(self.rng.choice(["exp", "ln", "tanh", *(() if isinstance(of, Ref) else ("softmax",))]), (of,))
        if kind == 8:
            return Transpose(inner())
        if kind == 9:
            return SumOver(self.rng.choice("jkqv"), inner())
        if kind == 10:
            width = self.rng.randint(1, 3)
            return Matrix(tuple(tuple(inner() for _ in range(width)) for _ in range(self.rng.randint(2, 3))))
        return Negative(Sum(several()))


@pytest.mark.parametrize("style", ["latex", "plain"])
@pytest.mark.parametrize("name", sorted(WORLDS))
def test_what_is_printed_is_read_back(name, style):
    world = WORLDS[name]
    rng = random.Random(f"{name} {style}")
    printer, grower = Printer(style), Grower(world, rng)
    for _ in range(TREES):
        tree = grower.tree(rng.randint(1, 4))
        text = printer(tree)
        if len(text) < 4_000 and any(isinstance(part, Ref | Slope | SumOver) for part in walk(tree)):
            assert world.read(text) == placeless(tree), text
