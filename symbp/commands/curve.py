"""The curve of a loss: a line of blocks for the terminal, or a drawing by matplotlib."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from pathlib import Path

from ..errors import OutputError, ToolError
from ..files import writable, write_file

BLOCKS = "▁▂▃▄▅▆▇█"
WIDTH = 60


def sparkline(losses: Sequence[float]) -> str:
    """The losses from first to last as blocks, their heights logarithmic."""
    count = min(WIDTH, len(losses))
    chosen = [losses[round(n * (len(losses) - 1) / max(1, count - 1))] for n in range(count)]
    heights = [math.log(max(loss, 1e-300)) for loss in chosen]
    low, high = min(heights), max(heights)
    span = (high - low) or 1.0
    return "".join(BLOCKS[round((height - low) / span * (len(BLOCKS) - 1))] for height in heights)


def can_plot(path: Path) -> None:
    """Go on only if a drawing can be made and written there.

    Raises:
        ToolError: matplotlib is not installed.
        OutputError: the ending is unknown, or the file cannot be written.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError:
        raise ToolError("a plot needs matplotlib: pip install 'symbp[plot]'") from None
    if kind(path) not in Figure().canvas.get_supported_filetypes():
        raise OutputError(f"{path}: expected a file such as loss.png or loss.svg")
    writable(path)


def kind(path: Path) -> str:
    """The format that the file's ending names."""
    return path.suffix.lstrip(".") or "png"


def plot(losses: Sequence[float], title: str, steps: str, path: Path) -> Path:
    """Draw the losses, logarithmic, in the format that the file's ending names.

    Raises:
        OutputError: the file cannot be written.
    """
    from matplotlib.figure import Figure

    figure = Figure(figsize=(6, 3.5), layout="constrained")
    axes = figure.subplots()
    axes.plot(losses)
    axes.set(yscale="log", xlabel=steps, ylabel="loss")
    axes.set_title(title, parse_math=False)
    content = io.BytesIO()
    figure.savefig(content, format=kind(path))
    return write_file(path, content.getvalue())
