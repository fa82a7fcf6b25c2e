"""Verdicts on hand calculations: milliseconds for a submission of 50 claims about a 2-2-2 network, after start-up."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from symbp import load
from symbp.claims.book import book
from symbp.claims.judge import judge
from symbp.claims.reading import read_submission
from symbp.claims.sheet import Kind, Line
from symbp.language import Network

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
    draw = random.Random(digits)
    lines = [line for line in ledger.sheet.lines if line.tensor in ledger.truth]
    chosen = sorted(draw.sample(range(len(lines)), CLAIMS))
    found = {}
    for n in chosen:
        line = lines[n]
        value = ledger.truth[line.tensor] * (slip if line.tensor.name == "dnet_o1" else 1.0)
        exact = Decimal(f"{value:.12g}").quantize(Decimal(1).scaleb(-digits), "ROUND_DOWN" if cut else "ROUND_HALF_UP")
        found[key(line, ledger.network.loss.name)] = str(exact)
    return found


def run(rounds: int, block: float) -> None:
    """The table of medians."""
    network = load("two-layer-sigmoid")
    kinds = {
        "50 claims, right": written(network, 9),
        "50 claims, digits cut off": written(network, 5, cut=True),
        "50 claims, a mistake carried on": written(network, 9, slip=1.1),
    }
    calls: dict[str, Callable[[], object]] = {}
    for name, claims in kinds.items():
        submission = read_submission({"claims": claims}, network)
        calls[name] = lambda submission=submission: judge(submission, network)
        calls[f"{name}, with reading"] = lambda claims=claims: judge(
            read_submission({"claims": claims}, network), network
        )
    found = interleaved(calls, rounds, block)
    rows: list[tuple[object, ...]] = [(name, timing.seconds * 1e3) for name, timing in found.items()]
    table("Claims judged, CPU time", ("", "ms"), rows)
