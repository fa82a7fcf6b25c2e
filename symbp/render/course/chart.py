"""Which mistakes were made how often, as a bar chart drawn by matplotlib."""

from __future__ import annotations

import io

from symbp.course.summary import Summary, ordered
from symbp.errors import ToolError
from symbp.phrases import Phrases

from ..plain import plain_text
from .wording import mistake

MOST = 20  # bars


def needs_matplotlib() -> None:
    """Go on only if drawings can be made.

    Raises:
        ToolError: matplotlib is not installed.
    """
    try:
        import matplotlib.figure  # noqa: F401
    except ImportError:
        raise ToolError("a plot needs matplotlib: pip install 'symbp[plot]'") from None


def chart(summary: Summary, phrases: Phrases, kind: str) -> bytes:
    """A bar for each mistake, the most frequent on top; the same bytes every time.

    Raises:
        ToolError: matplotlib is not installed.
    """
    needs_matplotlib()
    import matplotlib
    from matplotlib.figure import Figure

    counts = ordered(summary.mistakes)[:MOST][::-1]
    figure = Figure(figsize=(7, 1.2 + 0.3 * max(1, len(counts))), layout="constrained")
    axes = figure.subplots()
    bars = axes.barh(range(len(counts)), [count for _, count in counts], color="0.4")
    axes.bar_label(bars, padding=3, fontsize=8)
    axes.set_yticks(range(len(counts)), [plain_text(mistake(phrases, name)) for name, _ in counts], fontsize=8)
    for label in axes.get_yticklabels():
        label.set_parse_math(False)
    axes.set_title(plain_text(phrases.say("course.mistakes")), fontsize=10, parse_math=False)
    axes.spines[["top", "right"]].set_visible(False)
    content = io.BytesIO()
    unchanging = {"svg": {"Date": None}, "png": {"Software": None}}
    with matplotlib.rc_context({"svg.hashsalt": "symbp", "svg.fonttype": "path"}):
        figure.savefig(content, format=kind, metadata=unchanging[kind])
    return content.getvalue()
