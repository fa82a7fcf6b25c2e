"""Lines as people write them, each with the verdict that it has to get: a file for each kind of writing.

A file has sections, each named by the network it is about, of lines such as "right: w_5^+ = 0.36".
"""

import tomllib
from decimal import Decimal
from pathlib import Path

from symbp.claims.judge import judge
from symbp.claims.reading import read_text
from symbp.spec.build import build

HERE = Path(__file__).parent
WORST = ("wrong", "unreadable", "undecided", "rounded", "right")


def networks():
    """The networks by name."""
    tables = tomllib.loads((HERE / "networks.toml").read_text(), parse_float=Decimal)
    return {name: build(table) for name, table in tables.items()}


def lines():
    """Every line with the names of its file and of its network, and the verdict that it has to get."""
    for path in sorted(HERE.glob("*.txt")):
        network = ""
        for line in path.read_text().splitlines():
            if line.startswith("# "):
                network = line[2:]
            elif line.strip():
                verdict, _, text = line.partition(": ")
                yield path.stem, network, verdict, text


def verdict_of(network, text, kind="markdown"):
    """The worst verdict on a line, or on a document; "nothing" where it claims nothing."""
    text = f"{text} ".replace(" ¶ ", "\n").rstrip(" ")
    report = judge(read_text(text if "$" in text or "\n" in text else f"${text}$", network, "f", kind), network)
    found = {finding.verdict.value for finding in report.findings}
    return next((verdict for verdict in WORST if verdict in found), "nothing")
