"""Sentences and numbers as plain text, for terminals and data files."""

from __future__ import annotations

from symbp.phrases import Math, Sentence

from .escape import visible
from .mathematics.numbers import DIGITS
from .mathematics.plain import plain_latex


def plain_text(sentence: Sentence) -> str:
    """A sentence on one line, without emphasis; control characters are shown by their numbers."""
    parts = []
    for part in sentence.parts:
        if isinstance(part, str):
            parts.append(part.replace("*", ""))
        else:
            parts.append(plain_latex(part.latex) if isinstance(part, Math) else part.text)
    return visible("".join(parts))


def plain_number(value: float) -> str:
    """A number with as many digits as documents show."""
    return f"{value + 0.0:.{DIGITS}g}"  # 0 for -0
