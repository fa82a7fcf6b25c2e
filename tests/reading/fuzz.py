"""Network files and formulas, mutated: every one is read, or refused by one error of ours in one printable line.

Half of the cases are whole files: built-in examples and worse, with bytes changed, lost, doubled, moved, or taken from
another file.  The other half are formulas of random pieces in a place where one may stand.
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass, field
from functools import cache

from hostile_formulas import HOSTILE
from reading.test_hostile import PIECES, attempt, everywhere
from symbp.spec.load import EXAMPLES

LARGE = "9" * 60 + " 1e400 1e-400 9**9**9 0 -1 100 101 1000000 1/3 inf nan 0x10 1_0"
SIGNS = ["", " ", "\t", "\n", "\\", '"', "é", "\x00", *"'=[]{}(),.#*/-"]
MORE = "penalty l2( huber( cross_entropy_logits( softmax( Mean( min( )[k] h[t-1;j] : E(y,t)"
NEW = [*LARGE.split(), *SIGNS, *MORE.split(), *PIECES]


@cache
def files() -> tuple[bytes, ...]:
    """The built-in examples."""
    return tuple(path.read_bytes() for path in sorted(EXAMPLES.glob("*.toml")))


@dataclass
class Outcome:
    """How many cases were tried, how many were accepted, what failed, and how long the slowest took."""

    tried: int = 0
    accepted: int = 0
    failures: list[str] = field(default_factory=list)
    slowest: float = 0.0

    def attempt(self, case: bytes | dict) -> None:
        """One case; whatever it raises is a failure, with the case itself so that it can be tried again."""
        self.tried += 1
        start = time.process_time()
        try:
            self.accepted += attempt(case)
        except Exception as error:
            self.failures.append(f"{type(error).__name__}: {str(error)[:200]!a} for {case!a}")
        self.slowest = max(self.slowest, time.process_time() - start)


def fuzzed(count: int, seed: int) -> Outcome:
    """That many cases, each from a seed of its own."""
    outcome = Outcome()
    for number in range(seed * 1_000_000_007, seed * 1_000_000_007 + count):
        draw = random.Random(number)
        outcome.attempt(mutated(draw) if draw.random() < 0.5 else placed(draw))
    return outcome


def mutated(draw: random.Random) -> bytes:
    """A file with one to four changes."""
    content = draw.choice(files())
    for _ in range(draw.randint(1, 4)):
        content = change(content, draw)
    return content


def change(content: bytes, draw: random.Random) -> bytes:
    """Something lost, doubled, moved, put in, or taken from elsewhere; words and lines rather than single bytes."""
    lines = content.split(b"\n")
    kind = draw.randrange(8)
    if kind == 0:
        start = draw.randrange(len(content) + 1)
        return content[:start] + content[start + draw.randint(1, 30) :]
    if kind == 1:
        start = draw.randrange(len(content) + 1)
        return (
            content[:start] + content[start : start + draw.randint(1, 30)] * draw.choice([2, 3, 50]) + content[start:]
        )
    if kind == 2:
        del lines[draw.randrange(len(lines))]
    elif kind == 3:
        lines.insert(draw.randrange(len(lines) + 1), draw.choice(draw.choice(files()).split(b"\n")))
    elif kind == 4:
        draw.shuffle(lines)
    elif kind == 5:
        at = draw.randrange(len(content) + 1)
        return content[:at] + bytes([draw.randrange(256)]) + content[at + draw.randint(0, 1) :]
    else:
        words = content.split(b" ")
        new = draw.choice(NEW if draw.random() < 0.7 else HOSTILE)
        words[draw.randrange(len(words))] = new.encode("utf-8", errors="replace")
        return b" ".join(words)
    return b"\n".join(lines)


def placed(draw: random.Random) -> dict:
    """A formula of random pieces in one place."""
    text = "".join(draw.choice(NEW) for _ in range(draw.randint(1, 14)))
    if draw.random() < 0.3:
        text = draw.choice(HOSTILE)
        at = draw.randrange(len(text) + 1)
        text = text[:at] + draw.choice(NEW) + text[at + draw.randint(0, 3) :]
    return draw.choice(list(everywhere(text)))
