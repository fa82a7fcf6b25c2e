"""Conventions that an author may choose freely, and what a claim says under them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ...language import Role, Tensor
from ..quantity import is_adjoint
from ..tree import Ref, Slope, Transpose, Tree

DELTA, WEIGHTS, EXAMPLES, BIASES, KINK = "delta", "weights", "examples", "biases", "kink"


@dataclass(frozen=True)
class Options:
    """`delta`: an error signal is -dE/dnet; `weights`, `examples`: matrices of parameters, of all examples are
    written the other way round; `biases`: an update leaves them alone; `kink`: the slope where ReLU has none."""

    delta: bool = False
    weights: bool = False
    examples: bool = False
    biases: bool = False
    kink: str = ""

    def named(self) -> tuple[tuple[str, str], ...]:
        """What is not as usual, by name."""
        found = {
            DELTA: "negative" if self.delta else "",
            WEIGHTS: "transposed" if self.weights else "",
            EXAMPLES: "transposed" if self.examples else "",
            BIASES: "kept" if self.biases else "",
            KINK: self.kink,
        }
        return tuple((name, choice) for name, choice in found.items() if choice)


USUAL = Options()
NEGATIVE = ("-", "−", "neg", "minus", "target - output")
TURNED = ("transposed", "other", "in,out", "columns")
KEPT = ("kept", "fixed", "frozen", "not updated", "no", "false")


def declared(conventions: tuple[tuple[str, str], ...]) -> Options:
    """The conventions that a submission names."""
    found = Options()
    for name, choice in conventions:
        key, text = name.strip().lower(), choice.strip().lower()
        if key in (DELTA, "sign", "sign of delta", "error", "δ"):
            found = replace(found, delta=text.startswith(NEGATIVE))
        elif key in (WEIGHTS, "w", "orientation", "orientation of w"):
            found = replace(found, weights=text in TURNED)
        elif key in (EXAMPLES, "layout"):
            found = replace(found, examples=text in TURNED)
        elif key in (BIASES, "bias"):
            found = replace(found, biases=text in KEPT)
        elif key in (KINK, "relu", "relu'(0)", "relu_at_0") and text in ("0", "1", "0.5", "1/2"):
            found = replace(found, kink={"0": "", "1/2": "0.5"}.get(text, text))
    return found


def is_delta(tree: Tree) -> bool:
    """Whether a claim is about an error signal by name."""
    return isinstance(tree, Ref) and is_adjoint(tree.tensor) and not is_parameter(tree.tensor.of)


def is_parameter(tensor: Tensor | None) -> bool:
    """Whether it is learnt."""
    return tensor is not None and tensor.role is Role.PARAMETER


def is_gradient(tree: Tree) -> bool:
    """Whether a claim is about the derivative of something by a parameter."""
    if isinstance(tree, Slope):
        return is_parameter(tree.by.tensor)
    return isinstance(tree, Ref) and is_adjoint(tree.tensor) and is_parameter(tree.tensor.of)


def under(tree: Tree, options: Options) -> Tree:
    """A matrix as a whole the other way round, an entry of one with its indices exchanged."""
    ref = tree.by if isinstance(tree, Slope) else tree
    if not isinstance(ref, Ref) or not is_turned(ref, options):
        return tree
    if not ref.indices:
        return Transpose(tree, tree.at)
    turned = replace(ref, indices=ref.indices[::-1])
    return replace(tree, by=turned) if isinstance(tree, Slope) else turned


def is_turned(ref: Ref, options: Options) -> bool:
    """Whether a quantity is a matrix that the options turn round."""
    tensor = ref.tensor.of if is_adjoint(ref.tensor) and ref.tensor.of is not None else ref.tensor
    if ref.single or len(tensor.sizes) != 2 or tensor.labels or len(ref.indices) not in (0, 2):
        return False
    return options.weights if is_parameter(tensor) else options.examples


def concerns(tree: Tree, name: str) -> bool:
    """Whether a convention can matter for a claim about something."""
    if name == DELTA:
        return is_delta(tree)
    if name in (WEIGHTS, EXAMPLES):
        ref = tree.by if isinstance(tree, Slope) else tree
        return isinstance(ref, Ref) and is_turned(ref, Options(weights=name == WEIGHTS, examples=name == EXAMPLES))
    return True
