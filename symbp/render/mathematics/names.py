"""From a name to what stands on the page: lambda is a Greek letter, net_h1 is net with h1 below."""

from __future__ import annotations

import re
import unicodedata

from symbp.language import node

_WORDS = """alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma tau upsilon
phi chi psi omega"""
_LOWER = tuple(_WORDS.split())
_UPPER = ("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega")
GREEK = {name: f"\\{name}" for name in (*_LOWER, *_UPPER) if name != "omicron"}
_FROM_UNICODE = {
    unicodedata.lookup(f"GREEK {case} LETTER {unicode}"): name
    for case, names in (("SMALL", _LOWER), ("CAPITAL", _UPPER))
    for name in names
    for unicode in ("LAMDA" if name.lower() == "lambda" else name.upper(),)
}
# What a letter may be besides letters: these control words and nothing else, for names come from strangers.
COMMANDS = frozenset((*GREEK.values(), r"\tanh", r"\exp", r"\ln", r"\max", r"\min", r"\ell", r"\varepsilon"))
SIGNS = {
    "Abs": r"\lvert {} \rvert",
    "positive_part": r"\max(0, {})",
    "Heaviside": "[{} \\gt 0]",
    "Pi": r"\pi",
}
"""How functions look that stand in the formulas of others."""
_ACCENT = re.compile(rf"(?P<letter>[A-Za-z]|{'|'.join(GREEK)})(?P<accent>hat|bar|tilde)")
_WORDS_WITH_HAT = ("what", "that", "chat")
_LETTER = re.compile(r"(?P<command>\\[A-Za-z]+)|\\mathrm\{[A-Za-z0-9]{1,32}\}")


@node
class Name:
    """A symbol's letter and what always stands below it, both LaTeX."""

    head: str
    below: str = ""

    @property
    def latex(self) -> str:
        """The symbol without indices."""
        return self.head + (f"_{{{self.below}}}" if self.below else "")


def name(text: str) -> Name:
    """A name as it prints: w5 has its number below, net_h1 its unit."""
    if is_letter(text):
        return Name(text)
    parts = [part for part in plain(text).split("_") if part]
    if not parts:
        return Name(literal(text))
    match = re.fullmatch(r"([A-Za-z]+)(\d+)", parts[0])
    head, below = (match[1], [match[2]]) if match else (parts[0], [])
    if not re.fullmatch(r"[A-Za-z]+", head) or not all(part.isascii() and part.isalnum() for part in parts):
        return Name(literal(text))
    return Name(word(head), ",".join([*below, *(subscript(part) for part in parts[1:])]))


def is_letter(text: str) -> bool:
    """Whether the text is LaTeX already, of the few kinds that a letter may be."""
    match = _LETTER.fullmatch(text)
    return match is not None and (match["command"] is None or match["command"] in COMMANDS)


def plain(text: str) -> str:
    """The name in ASCII where it is Greek: the sign for sigma becomes the word."""
    return "".join(_FROM_UNICODE.get(sign, sign) for sign in unicodedata.normalize("NFKC", text))


def word(text: str) -> str:
    """Letters as a symbol: one letter in italics, Greek by its sign, several letters upright."""
    if text in GREEK:
        return GREEK[text]
    accent = _ACCENT.fullmatch(text)
    if accent is not None and text not in _WORDS_WITH_HAT:
        return rf"\{accent['accent']}{{{word(accent['letter'])}}}"
    return text if len(text) == 1 else rf"\mathrm{{{text}}}"


def subscript(text: str) -> str:
    """One part of what stands below: numbers and h1 as they are, words upright."""
    if re.fullmatch(r"[A-Za-z]?\d*", text):
        return text
    return word(text) if text.isalpha() else rf"\mathrm{{{text}}}"


def literal(text: str) -> str:
    """Any text upright, sign for sign; what is not plain ASCII is shown by its number."""
    shown = []
    for sign in text:
        if sign.isascii() and sign.isalnum():
            shown.append(sign)
        elif sign == "_":
            shown.append(r"\_")
        else:
            shown.append(rf"[{ord(sign):X}]")
    return rf"\mathrm{{{''.join(shown)}}}"
