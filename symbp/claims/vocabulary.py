"""The names of conventions, also in the words of others, and what can be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..errors import SpecError
from ..spec.name import nearest, shown
from .compose import RATES
from .scale import BATCH, OUTPUTS, SQUARES, STEPS
from .scale import CHOICES as SCALES

DELTA, WEIGHTS, EXAMPLES, BIASES, KINK = "delta", "weights", "examples", "biases", "kink"
LOSS = "loss"
RATE = "rate"
RATED = (*RATES, RATE, "learning rate")
READ: dict[str, tuple[str, ...]] = {
    "layers": ("inputs are 1", "inputs are 0"),
    "y": ("target", "output"),
    "o": ("output", "pre-activation"),
    "s": ("pre-activation", "output"),
    "errors": ("of the loss", "of each example"),
    "digits": ("indices", "layers"),
    "below": ("layers", "hidden units"),
    "lone": ("examples", "units"),
    "change": ("added", "subtracted"),
    "units": ("named with net and out", "activations", "pre-activations"),
}
"""What the letters and names of an author mean, which decides how a document is read; the usual choice first."""


@dataclass(frozen=True)
class Choice:
    """What one convention is called, also in the words of others, and what may be chosen: words by choice."""

    name: str
    choices: Mapping[str, tuple[str, ...]]
    also: tuple[str, ...] = field(default=())

    def of(self, text: str) -> str:
        """The choice that a text means; none for other texts."""
        return next((choice for choice, words in self.choices.items() if text == choice or text in words), "")


TURNED = {"usual": ("straight", "as in the network"), "transposed": ("other", "in,out", "columns")}
CONVENTIONS = (
    Choice(
        DELTA,
        {
            "negative": ("-", "−", "neg", "minus", "target - output", "-de/dnet", "-∂e/∂net"),
            "positive": ("+", "pos", "plus", "output - target", "de/dnet", "∂e/∂net"),
        },
        ("sign", "sign of delta", "error", "δ"),
    ),
    Choice(WEIGHTS, TURNED, ("w", "orientation", "orientation of w")),
    Choice(EXAMPLES, TURNED, ("layout",)),
    Choice(
        BIASES,
        {"kept": ("fixed", "frozen", "not updated", "no", "false"), "updated": ("yes", "true", "learnt")},
        ("bias",),
    ),
    Choice(KINK, {"0": (), "1": (), "0.5": ("1/2",)}, ("relu", "relu'(0)", "relu_at_0")),
    Choice(SQUARES, {"half": ("1/2", "0.5"), "whole": ("1",)}),
    *(Choice(name, dict.fromkeys(SCALES[name], ())) for name in (BATCH, OUTPUTS, STEPS)),
    *(Choice(name, dict.fromkeys(choices, ())) for name, choices in READ.items()),
)
BY_NAME = {name: convention for convention in CONVENTIONS for name in (convention.name, *convention.also)}
SHARED = {"half": (SQUARES,), "whole": (SQUARES,), "sum": (BATCH, OUTPUTS, STEPS), "mean": (BATCH, OUTPUTS, STEPS)}


def chosen(name: str, choice: str) -> tuple[str, str]:
    """A convention by its own name, and its choice; the rate and the words for a loss as they are written.

    Raises:
        SpecError: a name, or a choice, that is none.
    """
    key, text = name.strip().lower(), " ".join(choice.split()).lower()
    if key in RATED:
        return RATE, choice.strip()
    if key == LOSS:
        words = text.replace(",", " ").split()
        if not words or not set(words) <= SHARED.keys():
            raise SpecError(f"{LOSS}: expected some of {', '.join(SHARED)}, found {shown(choice)}")
        return LOSS, " ".join(words)
    known = BY_NAME.get(key)
    if known is None:
        names = (*(convention.name for convention in CONVENTIONS), LOSS, RATE)
        raise SpecError(f"expected a convention, found {shown(name)}; {nearest(key, names)}")
    if not known.of(text):
        raise SpecError(f"{known.name}: expected {' or '.join(known.choices)}, found {shown(choice)}")
    return known.name, known.of(text)
