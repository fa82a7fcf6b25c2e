"""Other people's text in each format: shown as it is, never syntax."""

from __future__ import annotations

import html
import re
import unicodedata

from .mathematics.names import GREEK, plain

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$&:@^=\"'])")
_WORD = re.compile(r"(?<=[A-Za-z0-9])([.\-'])(?=[A-Za-z0-9])")
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "-": r"{-}",
    "—": "---",
    "–": "--",
    "“": "``",
    "”": "''",
    "‘": "`",
    "’": "'",
    "…": r"\ldots{}",
    "█": r"\rule{0.4em}{1.4ex}",
    "▌": r"\rule{0.2em}{1.4ex}",
}
_SIGNS = {
    "×": r"\times",
    "÷": r"\div",
    "·": r"\cdot",
    "±": r"\pm",
    "−": "-",
    "≤": r"\leq",
    "≥": r"\geq",
    "≠": r"\neq",
    "≈": r"\approx",
    "→": r"\to",
    "∂": r"\partial",
    "∇": r"\nabla",
    "√": r"\surd",
    "∞": r"\infty",
    "⊙": r"\odot",
}
_RAISED = {"<super>": "textsuperscript", "<sub>": "textsubscript"}
SHORT = 24  # signs of code that never break
_PIECES = re.compile(r"[A-Za-z0-9.]{1,16}[^A-Za-z0-9.]?|.", re.DOTALL)
_OURS = {"█", "▌", "\\", "{", "}", "$", "&", "%", "#", "_", "^", "~"}


def visible(text: str) -> str:
    """The text on one line, control characters and unseen signs shown by their numbers."""
    shown = []
    for sign in unicodedata.normalize("NFC", " ".join(text.split())):
        hidden = unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
        shown.append(f"[U+{ord(sign):04X}]" if hidden else sign)
    return "".join(shown)


def markdown(text: str) -> str:
    """Text in Markdown; a dot, hyphen or apostrophe between letters needs no backslash, nor a colon before a space."""
    out = []
    text = visible(text)
    inner = {match.start() for match in _WORD.finditer(text)}
    for place, sign in enumerate(text):
        if sign in "<>&":
            out.append({"<": "&lt;", ">": "&gt;", "&": "&amp;"}[sign])
        elif sign == "@" or (sign == ":" and text[place + 1 : place + 2] != " "):
            out.append(f"&#{ord(sign)};")
        else:
            bare = place in inner or sign == ":"
            out.append(f"\\{sign}" if _MARKDOWN.match(sign) and not bare else sign)
    return "".join(out)


def markdown_code(text: str) -> str:
    """A name set as code; the fence is longer than any run of backticks inside."""
    shown = visible(text)
    longest = max((len(run) for run in re.findall(r"`+", shown)), default=0)
    fence = "`" * (longest + 1)
    space = " " if shown.startswith("`") or shown.endswith("`") else ""
    return f"{fence}{space}{shown}{space}{fence}"


def latex(text: str) -> str:
    """Text in LaTeX; signs that the fonts lack are shown by their numbers."""
    out = []
    for sign in visible(text):
        if sign in _LATEX:
            out.append(_LATEX[sign])
        elif plain(sign) in GREEK or sign in _SIGNS:
            out.append(rf"\ensuremath{{{GREEK.get(plain(sign)) or _SIGNS[sign]}}}")
        elif digit := raised(sign):
            out.append(digit)
        elif sign.isascii() or in_fonts(sign):
            out.append(sign)
        else:
            out.append(f"[U+{ord(sign):04X}]")
    return "".join(out)


def raised(sign: str) -> str:
    """A digit that stands above or below the line; nothing for every other sign."""
    where, _, code = unicodedata.decomposition(sign).partition(" ")
    if where not in _RAISED or not sign.isdigit():
        return ""
    return rf"\{_RAISED[where]}{{{chr(int(code, 16))}}}"


def latex_code(text: str) -> str:
    """A text set as code; a long one may break behind any sign that is no letter, and inside of long words."""
    if len(text) <= SHORT:
        return latex(text)
    return " ".join(r"\allowbreak{}".join(map(latex, _PIECES.findall(word))) for word in visible(text).split(" "))


def in_fonts(sign: str) -> bool:
    """Whether the Latin fonts have this letter."""
    return "\u00c0" <= sign <= "\u017e" and sign not in "\u00d7\u00f7\u0149\u0138\u017f\u0126\u0127\u0166\u0167"


def latex_phrase(text: str) -> str:
    """A phrase of ours in LaTeX: plain prose, quotes and dashes as they are typed."""
    return "".join(_LATEX[sign] if sign in _OURS else sign for sign in text)


def mermaid(text: str) -> str:
    """A label between double quotes in Mermaid."""
    return "".join(
        sign if sign.isalnum() or sign in " .,+-⁺⁻⁽⁾₊₋\u0302\u0303\u0304" else f"#{ord(sign)};"
        for sign in visible(text)
    )


def xml(text: str) -> str:
    """Text between tags or inside double quotes."""
    return html.escape(visible(text))


def slug(text: str) -> str:
    """The anchor that GitHub gives a heading."""
    kept = "".join(sign for sign in text.lower() if sign.isalnum() or sign in "-_ ")
    return kept.replace(" ", "-")


def csv_text(text: str) -> str:
    """Text in a cell of CSV: what a spreadsheet would take for a formula gets an apostrophe in front."""
    shown = visible(text)
    return f"'{shown}" if shown.startswith(("=", "+", "-", "@", "|", "'")) else shown
