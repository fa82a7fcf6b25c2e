"""One trial: a pupil's whole calculation is handed in, judged, and compared with what the pupil really did."""

import random
from dataclasses import dataclass
from decimal import Decimal

from symbp.claims.book import book
from symbp.claims.judge import judge
from symbp.claims.records import Claim, Place, Submission, Verdict
from symbp.claims.tree import Number, Ref, Slope

from .hand import Unfit
from .settings import KINDS, UPDATED
from .steps import Key

TRIES = 40


@dataclass
class Outcome:
    """What came of a trial; `alarms` are wrong findings where nothing is wrong.

    `many`: nothing is named, because too many mistakes give the digits shown.
    """

    pupil: str
    kind: str
    digits: int
    root: bool = True
    named: bool = True
    many: bool = False
    alarms: int = 0
    detail: str = ""


def trial(cls, kind, digits, seed, carry=None):
    """The outcome for a pupil of a class, in a random network of a kind; None where the mistake cannot be made."""
    draw = random.Random(f"{cls.__name__} {kind} {digits} {seed}")
    for _ in range(TRIES):
        network, setting = {**KINDS, **UPDATED}[kind](draw.randrange(10**6))
        try:
            pupil = cls(setting, draw, digits, draw.random() < 0.5 if carry is None else carry).work()
        except (Unfit, ValueError, ZeroDivisionError, OverflowError):
            continue
        if pupil.made or not cls.names:
            return judged(pupil, network, kind)
    return None


def judged(pupil, network, kind):
    """The report against the truth about the pupil."""
    findings = judge(hand_in(pupil, network), network).findings
    wrong = [f for f in findings if f.verdict not in (Verdict.RIGHT, Verdict.ROUNDED)]
    outcome = Outcome(type(pupil).__name__, kind, pupil.digits)
    if not pupil.names:
        outcome.alarms = len(wrong)
        outcome.detail = "; ".join(f.written for f in wrong)
        return outcome
    roots = [f for f in wrong if f.origin == "root"]
    first = shown(pupil.made[0])
    made = {shown(key) for key in pupil.touched}
    found = [f for f in roots if f.place.key == first]
    strangers = [f.place.key for f in roots if f.place.key not in made]
    outcome.root = bool(found) and not strangers
    names = {cause.misconception for f in (found or roots) for cause in f.causes}
    outcome.named = bool(names & set(pupil.names))
    outcome.many = names == {"many"}
    if not (outcome.root and outcome.named):
        seen = [f.place.key for f in roots][:3]
        outcome.detail = f"made at {first}; roots {seen}, of others {strangers[:3]}; named {sorted(names)}"
    return outcome


def shown(key):
    """A place as its claim is called."""
    return "/".join(key) if isinstance(key, tuple) else str(key)


def hand_in(pupil, network):
    """All that was written, as claims in the order of calculation."""
    single = book(network).network
    tensors = {tensor.name: tensor for tensor in single.tensors()}

    def ref(name, updates=0, state=""):
        return Ref(tensors[name], (), name, updates, state)

    claims = []
    for number, (key, text) in enumerate(pupil.written.items(), start=1):
        if isinstance(key, Key) and key.state == "d":
            subject = Slope(ref(single.loss.name, key.updates), ref(key.name, key.updates))
        elif isinstance(key, Key):
            subject = ref(key.name, key.updates, key.state.removesuffix("w"))
        elif isinstance(key, tuple):
            subject = Slope(ref(key[0]), ref(key[1]), (), True)
        elif key.endswith("+"):
            subject = ref(key[:-1], 1)
        elif key in tensors:
            subject = ref(key)
        else:
            subject = Slope(ref(single.loss.name), ref(key[1:]))
        name = shown(key)
        claims.append(
            Claim(Place("hand", number, 1, name), f"{name} = {text}", (subject, Number(Decimal(text))), (name, text))
        )
    return Submission("hand", tuple(claims))
