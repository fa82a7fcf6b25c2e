"""What Markdown has of HTML: w<sub>5</sub>, &delta;, <br>, as signs of formulas, each in as many places as it took."""

from __future__ import annotations

import html
import re

_SCRIPT = re.compile(r"<(sub|sup)>([^<>\n]{1,60})</\1>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,31}|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,5});")
_BREAK = re.compile(r"<br[ ]*/?>", re.IGNORECASE)
_MARK = re.compile(r"</?(?:b|i|u|em|strong|span|div|p|code|small|center|var)(?:[ ][^<>\n]{0,200})?>", re.IGNORECASE)


def without_html(text: str) -> str:
    """The text with marks and entities of HTML as plain signs, of the same length line by line."""
    if "<" not in text and "&" not in text:
        return text
    text = _MARK.sub(lambda match: " " * len(match[0]), text)
    text = _BREAK.sub(lambda match: ";".ljust(len(match[0])), text)
    text = _SCRIPT.sub(scripted, text)
    return _ENTITY.sub(plain, text)


def scripted(match: re.Match[str]) -> str:
    """A lowered or raised text in braces."""
    mark = "_" if match[1].lower() == "sub" else "^"
    return f"{mark}{{{match[2]}}}".ljust(len(match[0]))


def plain(match: re.Match[str]) -> str:
    """An entity as its sign; what is none stays."""
    sign = html.unescape(match[0])
    return sign.ljust(len(match[0])) if len(sign) == 1 and sign != "\n" else match[0]
