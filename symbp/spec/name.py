"""Names as a reader writes them: a letter, then letters, digits and underscores, at most 32; Greek letters too.

Names are kept in ASCII: a Greek letter by its English name, so that a sign and its word are one and the same name.
"""

from __future__ import annotations

import re
import unicodedata

from ..errors import NameErrorInSpec

LONGEST = 32
_NAME = re.compile(rf"[A-Za-z][A-Za-z0-9_]{{0,{LONGEST - 1}}}")
# A number below written with an underscore or a caret is the usual slip; what else is wrong is said by the pattern.
EXPECTED = "a letter, then letters, digits or _ (at most 32 signs), Greek letters allowed"


def _greek() -> dict[str, str]:
    """Greek letters to their English names, by the Unicode standard."""
    found = {}
    for code in (*range(0x391, 0x3AA), *range(0x3B1, 0x3CA)):
        words = unicodedata.name(chr(code), "").split()
        if len(words) == 4 and words[:1] == ["GREEK"] and words[2] == "LETTER":
            word = words[3].lower().replace("lamda", "lambda")
            found[chr(code)] = word.capitalize() if words[1] == "CAPITAL" else word
    return found


GREEK = _greek()


def clean_name(text: object, place: str) -> str:
    """The name in the form in which it is kept.

    Raises:
        NameErrorInSpec: it is no text, or not of the form that names have.
    """
    if not isinstance(text, str):
        raise NameErrorInSpec(f"{place}: expected a name, found {shown(text)}")
    if len(text) <= 4 * LONGEST:
        plain = "".join(GREEK.get(sign, sign) for sign in unicodedata.normalize("NFKC", text))
        if _NAME.fullmatch(plain):
            return plain
    raise NameErrorInSpec(f"{place}: expected a name ({EXPECTED}), found {shown(text)}")


def shown(value: object) -> str:
    """A value for a message: quoted if it is text, control characters visible, cut where it is long."""
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, dict):
        text = "a table"
    elif isinstance(value, list | tuple):
        text = "a list"
    else:
        text = ascii(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else text[:57] + "..."


def nearest(wanted: str, known: tuple[str, ...]) -> str:
    """The end of a message about a name that nobody knows: the nearest one, else all; initials count as near."""
    import difflib

    initials = [name for name in known if "_" in name and "".join(re.findall("(?:^|_)(.)", name)) == wanted.lower()]
    near = initials or difflib.get_close_matches(wanted, known, 1, 0.5)
    return f"did you mean {near[0]}?" if near else "expected one of " + ", ".join(known)
