"""Conventions that an author may choose freely: what verdicts are given under, and what a submission declares."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ...errors import SpecError
from ...language import Network
from ..records import Submission
from ..scale import CHOICES as SCALES
from ..scale import scales
from ..vocabulary import BIASES, DELTA, EXAMPLES, KINK, LOSS, SHARED, WEIGHTS, chosen


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


def declared(submission: Submission, network: Network) -> dict[str, str]:
    """The conventions that a submission names, by their own names and choices; the rate as it is written.

    Raises:
        SpecError: a convention or a choice that is none, or one that the network's loss leaves no room for.
    """
    found: dict[str, str] = {}
    here = f"{submission.file}: [conventions]"
    own = scales(network)
    for given in submission.conventions:
        try:
            name, choice = chosen(*given)
        except SpecError as error:
            raise SpecError(f"{here}: {error}") from None
        if name == LOSS:  # a sum or a mean is one over examples, if there are any
            for word in choice.split():
                found[next((name for name in SHARED[word] if name in own), SHARED[word][0])] = word
        else:
            found[name] = choice
    for name in found.keys() & SCALES.keys() - own.keys():
        free = ", ".join(own) or "nothing of the kind"
        raise SpecError(f"{here}: {name}: expected what the loss of {network.name} can choose ({free}), found another")
    return found


def options(named: Mapping[str, str], network: Network) -> Options:
    """What verdicts are given under."""
    own = scales(network)
    found = Options(
        named.get(DELTA) == "negative",
        named.get(WEIGHTS) == "transposed",
        named.get(EXAMPLES) == "transposed",
        named.get(BIASES) == "kept",
        {"0": ""}.get(named.get(KINK, ""), named.get(KINK, "")),
    )
    return replace(found, loss=tuple((n, c) for n, c in named.items() if n in SCALES and c != own[n]))
