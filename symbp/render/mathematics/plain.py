"""Symbols in plain text, for drawings that know no formulas: superscripts and subscripts as single signs."""

from __future__ import annotations

import re
import unicodedata

from symbp.language import Element, Position

from .names import GREEK
from .pen import Pen

_ABOVE = dict(zip("0123456789+-()jklTLhrswxy", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ʲᵏˡᵀᴸʰʳˢʷˣʸ", strict=True))
_BELOW = dict(zip("0123456789+-()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))


def _sign(word: str) -> str:
    """The Greek letter of that name."""
    case = "CAPITAL" if word[0].isupper() else "SMALL"
    return unicodedata.lookup(f"GREEK {case} LETTER {'LAMDA' if word.lower() == 'lambda' else word.upper()}")


_GREEK = {latex: _sign(word) for word, latex in GREEK.items()}
_SIGNS = {r"\times": "×", r"\cdot": "·", r"\exp": "exp", r"\ln": "ln", r"\tanh": "tanh"}
_COMBINING = {"hat": "\u0302", "bar": "\u0304", "tilde": "\u0303"}
_ACCENT = re.compile(r"\\(hat|bar|tilde)\{(\\?[A-Za-z]+)\}")
_WORD = re.compile(r"\\mathrm\{([^{}]*)\}")


def plain_element(pen: Pen, element: Element) -> str:
    """The element as plain text."""
    return plain_latex(pen.element(element))


def plain_size(pen: Pen, size: Position) -> str:
    """A size as plain text."""
    return plain_latex(pen.size(size))


def plain_latex(latex: str) -> str:
    """Our own LaTeX of a symbol as plain text."""
    text = _ACCENT.sub(lambda m: m[2] + _COMBINING[m[1]], _WORD.sub(r"\1", latex).replace(r"\_", "_"))
    for command, sign in sorted({**_GREEK, **_SIGNS}.items(), reverse=True):
        text = text.replace(command, sign)
    return re.sub(r"([\^_])\{([^{}]*)\}", lambda m: moved(m[2], _ABOVE if m[1] == "^" else _BELOW, m[1]), text)


def moved(text: str, signs: dict[str, str], mark: str) -> str:
    """The text raised or lowered, sign by sign, or behind a mark where some sign has no such form."""
    if all(sign in signs for sign in text):
        return "".join(signs[sign] for sign in text)
    return f"{mark}{text}" if mark == "_" else f"^({text})"
