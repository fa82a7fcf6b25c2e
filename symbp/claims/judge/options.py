"""Conventions that an author may choose freely: their names, what can be chosen, and what a submission declares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ...errors import SpecError
from ...language import Network
from ...spec.name import nearest, shown
from ..compose import RATES
from ..reading.lexicon import CHOICES as READ
from ..records import Submission
from ..scale import BATCH, OUTPUTS, SQUARES, STEPS, scales
from ..scale import CHOICES as SCALES

DELTA, WEIGHTS, EXAMPLES, BIASES, KINK = "delta", "weights", "examples", "biases", "kink"
LOSS = "loss"
RATE = "rate"


@dataclass(frozen=True)
class Options:
    """`delta`: an error signal is -dE/dnet; `weights`, `examples`: matrices of parameters, of all examples are
    written the other way round; `biases`: an update leaves them alone; `kink`: the slope where ReLU has none;
    `loss`: what the author's loss has chosen, by the names of `scale`."""

    delta: bool = False
    weights: bool = False
    examples: bool = False
    biases: bool = False
    kink: str = ""
    loss: tuple[tuple[str, str], ...] = ()

    def named(self) -> tuple[tuple[str, str], ...]:
        """What is not as usual, by name."""
        found = {
            DELTA: "negative" if self.delta else "",
            WEIGHTS: "transposed" if self.weights else "",
            EXAMPLES: "transposed" if self.examples else "",
            BIASES: "kept" if self.biases else "",
            KINK: self.kink,
        }
        return (*self.loss, *((name, choice) for name, choice in found.items() if choice))


USUAL = Options()


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


def declared(submission: Submission, network: Network) -> dict[str, str]:
    """The conventions that a submission names, by their own names and choices; the rate as it is written.

    Raises:
        SpecError: a convention or a choice that is none, or one that the network's loss leaves no room for.
    """
    found: dict[str, str] = {}
    here = f"{submission.file}: [conventions]"
    for name, choice in submission.conventions:
        key, text = name.strip().lower(), " ".join(choice.split()).lower()
        if key in (*RATES, RATE, "learning rate"):
            found[RATE] = choice.strip()
        elif key == LOSS:
            found |= {shared(word, network, here): word for word in text.replace(",", " ").split()}
        elif key not in BY_NAME:
            known = (*(convention.name for convention in CONVENTIONS), LOSS, RATE)
            raise SpecError(f"{here}: expected a convention, found {shown(name)}; {nearest(key, known)}")
        else:
            convention = BY_NAME[key]
            found[convention.name] = convention.of(text)
            if not found[convention.name]:
                expected = " or ".join(convention.choices)
                raise SpecError(f"{here}, {convention.name}: expected {expected}, found {shown(choice)}")
    for name in found.keys() & SCALES.keys() - scales(network).keys():
        free = ", ".join(scales(network)) or "nothing of the kind"
        raise SpecError(f"{here}, {name}: expected what the loss of {network.name} can choose ({free}), found another")
    return found


def shared(word: str, network: Network, here: str) -> str:
    """The convention of a loss that a word alone decides: a sum or a mean is one over examples, if there are any.

    Raises:
        SpecError: the word decides none.
    """
    if word not in SHARED:
        raise SpecError(f"{here}, {LOSS}: expected some of {', '.join(SHARED)}, found {shown(word)}")
    return next((name for name in SHARED[word] if name in scales(network)), SHARED[word][0])


def options(chosen: Mapping[str, str], network: Network) -> Options:
    """What verdicts are given under."""
    own = scales(network)
    found = Options(
        chosen.get(DELTA) == "negative",
        chosen.get(WEIGHTS) == "transposed",
        chosen.get(EXAMPLES) == "transposed",
        chosen.get(BIASES) == "kept",
        {"0": ""}.get(chosen.get(KINK, ""), chosen.get(KINK, "")),
    )
    return replace(found, loss=tuple((n, c) for n, c in chosen.items() if n in SCALES and c != own[n]))
