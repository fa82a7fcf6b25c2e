"""What a caller may choose about rendering, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass

Files = dict[str, "str | bytes"]


@dataclass(frozen=True)
class Options:
    """`dialect` of Markdown, a folder of `templates` that go before ours, and the seconds a TeX engine may take."""

    dialect: str = "github"
    templates: str | None = None
    seconds: float = 30.0
