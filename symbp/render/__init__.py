"""Documents of a derivation: `render` gives file names and contents, `write` puts them into a folder."""

from .door import (
    known_formats,
    render,
    render_descent,
    render_report,
    render_sheet,
    render_summary,
    usual_notation,
    write,
)
from .options import Files, Options

__all__ = [
    "Files",
    "Options",
    "known_formats",
    "render",
    "render_descent",
    "render_report",
    "render_sheet",
    "render_summary",
    "usual_notation",
    "write",
]
