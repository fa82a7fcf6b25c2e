"""Random and mutated claims, several at a time, judged on random networks and written: what ends in a traceback."""

import random

import symbp
from claims.reading.hostile import FRAMES, VALUES, random_text
from claims.reading.test_hostile import NETWORKS, SEEDS
from symbp.errors import SymbpError
from symbp.phrases import phrases
from symbp.render.claims import record, table_text

NUMBERED = (
    "softmax-cross-entropy-batch",
    "add-mul-graph",
    "recurrent-three-steps",
    "perceptron-graph",
    "two-layer-sigmoid",
    "chain-of-two-sigmoid",
)
ALL = (*NETWORKS, *map(symbp.load, NUMBERED))


def failures(count, seed):
    """What went wrong with so many submissions of four claims each, with the submission itself."""
    rng, found = random.Random(seed), []
    for _ in range(count):
        network, claims = rng.choice(ALL), submission(rng)
        try:
            report = symbp.verify(network, claims)
            table_text(report)
            record(report, phrases("en"))
        except SymbpError:
            pass
        except Exception as error:
            found.append(f"{type(error).__name__}: {str(error)[:200]}; {network.name}: {claims!r}")
    return found


def submission(rng):
    """Four claims: sentences around random texts, a mapping, or equations between what may well be read."""
    kind = rng.random()
    if kind < 0.4:
        return "\n\n".join(rng.choice(FRAMES) % random_text(SEEDS, rng) for _ in range(4))
    if kind < 0.7:
        return {random_text(SEEDS, rng): rng.choice([*VALUES, random_text(SEEDS, rng)]) for _ in range(4)}
    return "\n\n".join(f"${rng.choice(SEEDS)} = {rng.choice([rng.choice(SEEDS), number(rng)])}$" for _ in range(4))


def number(rng):
    """A number of a few digits."""
    return f"{rng.uniform(-2, 2):.{rng.randint(0, 9)}f}"
