"""Deriving: time and size by depth and by width, beside SymPy's diff of the substituted loss where that finishes."""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from symbp.compile import export
from symbp.derive import derive
from symbp.graph import Graph
from symbp.language import Network
from symbp.layers import Layer, layered
from symbp.pipeline import Style, write_document

from .measure import interleaved, table

DEPTHS = range(2, 13)
ROOT = Path(__file__).parent.parent


def narrow(layers: int, width: int = 2) -> Network:
    """Sigmoid layers of two units."""
    return layered("narrow", width, [Layer(width) for _ in range(layers)])


def operations(network: Network) -> int:
    """Arithmetic operations and calls in the scalar form of the loss and all gradients."""
    counted = 0
    for node in ast.walk(ast.parse(export(network, "scalar"))):
        sign = isinstance(node, ast.UnaryOp) and not isinstance(node.operand, ast.Constant)
        counted += sign or isinstance(node, ast.BinOp | ast.Call)
    return counted


def substituted(widths: str, limit: float) -> tuple[float, int] | None:
    """Seconds and operations by plain SymPy, in a process that is stopped after `limit` seconds."""
    command = [sys.executable, "-m", "benchmarks.substituted", widths]
    try:
        run = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, timeout=limit, check=True)
    except subprocess.TimeoutExpired:
        return None
    seconds, count = run.stdout.split()
    return float(seconds), int(count)


def depth(rounds: int, block: float, limit: float) -> None:
    """By number of layers."""
    networks = {layers: narrow(layers) for layers in DEPTHS}
    found = interleaved({str(k): (lambda n=n: derive(n)) for k, n in networks.items()}, rounds, block)
    rows: list[tuple[object, ...]] = []
    plain: tuple[float, int] | None = (0.0, 0)
    for layers, network in networks.items():
        plain = substituted("-".join(["2"] * (layers + 1)), limit) if plain is not None else None
        seconds = found[str(layers)].seconds
        beside = (plain[0], plain[1], plain[0] / seconds) if plain else (f"> {limit:g}", "", "")
        rows.append((str(layers), seconds * 1e3, operations(network), *beside))
    head = ("layers", "derive ms", "operations", "SymPy diff s", "operations", "slower by")
    table(
        "Layers of two sigmoid units: derivation, operations of loss and gradients (scalar form; SymPy: cse)",
        head,
        rows,
    )
    print(f"  12 layers take {found['12'].seconds / found['6'].seconds:.2f} times as long as 6")


MIX = ("layer norm", "gelu", "rms norm", "softmax", "batch norm", "tanh")


def stack(layers: int) -> Network:
    """A dense layer behind each operation of the mix, in turn."""
    g = Graph("stack")
    x = g.input("x", "m", "n")
    for number in range(layers):
        x = g.apply(MIX[number % len(MIX)], g.apply("dense", x, width="n"))
    return g.loss("half squared error")


def mixed(rounds: int, block: float) -> None:
    """A mix of operations by depth, and a transformer block."""
    networks = {str(layers): stack(layers) for layers in (3, 6, 12)} | {"transformer block": transformer()}
    found = interleaved({name: (lambda n=n: derive(n)) for name, n in networks.items()}, rounds, block)
    rows = [(name, timing.seconds * 1e3, len(networks[name].equations)) for name, timing in found.items()]
    table("Layers of a mix: dense, then a norm, softmax or activation", ("layers", "derive ms", "equations"), rows)
    print(f"  12 layers take {found['12'].seconds / found['6'].seconds:.2f} times as long as 6")


def transformer() -> Network:
    """Attention and a feed-forward part, each behind a norm and beside a residual connection."""
    g = Graph("transformer")
    x = g.input("x", "n", "d")
    normed = g.apply("layer norm", x)
    query, key, value = (g.apply("dense", normed, width="d", name=name) for name in ("query", "key", "value"))
    middle = g.apply("add", x, g.apply("attention", query, key, value))
    inner = g.apply("gelu", g.apply("dense", g.apply("layer norm", middle), width="h"))
    g.apply("add", middle, g.apply("dense", inner, width="d", name="out"))
    return g.loss()


def width(rounds: int, block: float) -> None:
    """By width: the derivation should not notice."""
    small = layered("small", 2, [Layer(2), Layer(2), Layer(2)])
    large = layered("large", 784, [Layer(512), Layer(512), Layer(10)])
    found = interleaved({"2-2-2-2": lambda: derive(small), "784-512-512-10": lambda: derive(large)}, rounds, block)
    rows = [(name, timing.seconds * 1e3, timing.ratio) for name, timing in found.items()]
    table("Derivation by width, with matrix forms", ("network", "derive ms", "ratio"), rows)


def hundred() -> None:
    """A hundred layers: derived, compiled, certified and written as documents."""
    network = layered("hundred", 8, [Layer(8) for _ in range(100)])
    rows: list[tuple[object, ...]] = []
    start = time.process_time()
    derive(network)
    rows.append(("derive", time.process_time() - start))
    start = time.process_time()
    source = export(network)
    rows.append(("derive and compile", time.process_time() - start))
    start = time.process_time()
    with tempfile.TemporaryDirectory() as folder:
        _, paths = write_document(network, folder, Style(levels=("index", "matrix")))
        rows.append(("derive, certify, render", time.process_time() - start))
        size = sum(path.stat().st_size for path in paths)
    table("A hundred layers", ("", "s"), rows)
    print(f"  {len(source.splitlines())} lines of NumPy; {size / 1e6:.1f} MB of Markdown and LaTeX")


def run(rounds: int, block: float, limit: float) -> None:
    """All of it."""
    depth(rounds, block, limit)
    mixed(rounds, block)
    width(4 * rounds, block)
    hundred()
