"""Verdicts on hand calculations: milliseconds for a submission of 50 claims about a 2-2-2 network, after start-up."""

from __future__ import annotations

import random
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from decimal import Decimal

from symbp import load
from symbp.claims.book import Book, book
from symbp.claims.judge import judge
from symbp.claims.reading import read_submission
from symbp.claims.sheet import Kind, Line
from symbp.errors import SymbpError
from symbp.language import Network
from symbp.verification import verify_content

from .measure import interleaved, table

CLAIMS = 50


def key(line: Line, loss: str) -> str:
    """What a claim about a line is called."""
    if line.kind is Kind.LOCAL:
        return f"d{line.of.name}/d{line.by.name if line.by is not None else ''}"
    if line.kind is Kind.ADJOINT:
        return f"d{loss}/d{line.of.name}"
    return f"{line.of.name}+" if line.kind is Kind.UPDATED else line.of.name


def written(network: Network, digits: int, cut: bool = False, slip: float = 1.0) -> dict[str, str]:
    """50 claims with so many decimals; `slip` is a factor in one of the gradients, which others carry on."""
    ledger = book(network)
    factors = {"dnet_o1": slip}
    return sheet(network, random.Random(digits), digits, lambda line: factors.get(line.tensor.name, 1.0), cut, ledger)


def wrong(network: Network, seed: int, roots: int, factors: Sequence[float] = ()) -> dict[str, str]:
    """50 claims, so many of them times one of the factors, or one between 1.01 and 1.5 that no mistake explains."""
    draw = random.Random(seed)
    ledger = book(network)
    lines = [line for line in ledger.sheet.lines if line.tensor in ledger.truth]
    bad = {line.tensor for line in (draw.sample(lines, roots) if roots < CLAIMS else lines)}

    def factor(line: Line) -> float:
        if line.tensor not in bad:
            return 1.0
        return draw.choice(factors) if factors else draw.uniform(1.01, 1.5)

    return sheet(network, draw, 9, factor, False, ledger)


def sheet(
    network: Network, draw: random.Random, digits: int, factor: Callable[[Line], float], cut: bool, ledger: Book
) -> dict[str, str]:
    """50 claims, each true value times a factor."""
    lines = [line for line in ledger.sheet.lines if line.tensor in ledger.truth]
    found = {}
    for n in sorted(draw.sample(range(len(lines)), CLAIMS)):
        line = lines[n]
        value = ledger.truth[line.tensor] * factor(line)
        exact = Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-digits), "ROUND_DOWN" if cut else "ROUND_HALF_UP")
        found[key(line, ledger.network.loss.name)] = str(exact)
    return found


def start_up(units: int = 0) -> str:
    """A program that prints how many lines a network has, and the time from its file to the first wrong number."""
    network = 'symbp.load("two-layer-sigmoid")'
    if units:
        weights = f'"w2": [[0.3, -0.2, 0.1]] * {units}, "w3": [[0.2, -0.4, 0.3, 0.1, -0.1][:{units}]] * 3'
        parameters = f'{{{weights}, "b2": [0.1] * {units}, "b3": [0.2, 0.1, 0.3]}}'
        numbers = f'{{"inputs": [0.1, 0.5, 0.3], "targets": [0, 1, 0], "rate": 0.1, "parameters": {parameters}}}'
        layers = f'[{{"units": {units}, "activation": "tanh"}}, {{"units": 3, "activation": "softmax"}}]'
        network = f'symbp.network(inputs=3, layers={layers}, loss="cross entropy", numbers={numbers})'
    return (
        "import time, symbp, symbp.claims.judge, symbp.claims.reading, symbp.claims.book\n"
        "start = time.process_time()\n"
        f"network = {network}\n"
        'symbp.verify(network, {network.loss.name: "-123.45678"})\n'
        "seconds = time.process_time() - start\n"
        "print(len(symbp.claims.book.book(network).sheet.lines), seconds)\n"
    )


HOSTILE = {
    "3,000 claims, each wrong": "\n".join(f"dE/dw{n % 8 + 1} = {0.1 + n * 1.37e-5:.7f}" for n in range(2990)),
    "the same, values": "\n".join(f"{('net_h1', 'out_h1', 'net_o1')[n % 3]} = {1 + n / 9:.7f}" for n in range(2990)),
    "300,000 numbers": "[claims]\nw = [\n" + (",".join("1" * 60) + ",\n") * 5000 + "]\n",
}


def hostile(network: Network, content: str) -> None:
    """A file that asks for as much work as it may."""
    with suppress(SymbpError):
        verify_content(network, content.encode(), "claims.toml" if content.startswith("[") else "claims.md")


def run(rounds: int, block: float) -> None:
    """The tables of medians."""
    network = load("two-layer-sigmoid")
    known = (-1.0, 2.0, 0.5, 10.0)
    kinds = {
        "right": written(network, 9),
        "digits cut off": written(network, 5, cut=True),
        "a mistake carried on": written(network, 9, slip=1.1),
        "1 root, known": wrong(network, 1, 1, known),
        "1 root, unknown": wrong(network, 2, 1),
        "5 roots, known": wrong(network, 3, 5, known),
        "5 roots, unknown": wrong(network, 4, 5),
        "all wrong, unknown": wrong(network, 5, CLAIMS),
    }
    calls: dict[str, Callable[[], object]] = {}
    for name, claims in kinds.items():
        calls[name] = lambda claims=claims: judge(read_submission({"claims": claims}, network), network)
    calls |= {name: lambda content=content: hostile(network, content) for name, content in HOSTILE.items()}
    found = interleaved(calls, rounds, block)
    rows: list[tuple[object, ...]] = [(name, timing.seconds * 1e3) for name, timing in found.items()]
    table("50 claims about a 2-2-2 network, read and judged after start-up; hostile files; CPU time", ("", "ms"), rows)
    rows = []
    for units in (0, 4):
        times = [
            subprocess.run([sys.executable, "-c", start_up(units)], capture_output=True, text=True, check=True)
            for _ in range(rounds)
        ]
        lines = times[0].stdout.split()[0]
        rows.append((f"a network of {lines} lines", statistics.median(float(t.stdout.split()[1]) for t in times) * 1e3))
    table("From the file of a network to the first wrong number judged, imports apart; CPU time", ("", "ms"), rows)
