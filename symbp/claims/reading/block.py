r"""A piece of a document: mathematics between dollars, an environment with rows, or a line of plain text.

Rows that begin with an equals sign or an operator go on with the row above:

    z &= w x + b \\
      &= 0.3775          is one claim with three sides
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ..records import Claim, Place, Unread
from ..tree import Ref, Slope
from .lexicon import Lexicon
from .misread import Misread
from .side import read_side
from .signs import words
from .statement import read_line

_CUT = re.compile(
    r"\\begin\{(?:[a-zA-Z]*matrix|array|cases)\*?\}|\\end\{(?:[a-zA-Z]*matrix|array|cases)\*?\}"
    r"|(?P<cut>\\begin\{(?:aligned|align|split|gathered|gather|alignedat|eqnarray|equation)\*?\}(?:\{[0-9]\})?"
    r"|\\end\{(?:aligned|align|split|gathered|gather|alignedat|eqnarray|equation)\*?\})"
    r"|\\\\(?:\[[^\]\n]{0,20}\])?|\n[ \t]*\n"
)
_GOES_ON = re.compile(
    r"(?:[\s&{}]|\\q?quad(?![a-zA-Z])|\\[,;:!> ])*(?:=|:=|≈|≡|[+\-−*/·×⊙]"
    r"|\\(?:approx|simeq|equiv|cdot|times|odot|circ|pm|leftarrow)(?![a-zA-Z]))"
)
_NOTES = re.compile(r"\\(?:label|tag\*?|nonumber|notag)(?:\{[^{}\n]{0,80}\})?(?![a-zA-Z])")
_REMARKS = re.compile(  # \quad \text{(since } \sum_i y_i = 1 \text{)} up to the end of its row
    r"(?:\\q?quad|\\[,;:!> ]|[ ])*\\(?:text|mbox)\{\s*"
    r"(?:[(\[]\s*(?:since|because|as|using|by|where|for|if)|since|because)\b(?:(?!\\\\|\n|\\end).)*"
)
_SAID = re.compile(
    r"[ ]*(?::|--|—|\#|//)[ ]+[A-Za-z]+(?:[ ,]+[A-Za-z']+){2,}[^=≈\n]*$", re.MULTILINE
)  # in words, behind
_WORDS = re.compile(r"(?<![\\_A-Za-z])[A-Za-z]{2,}[,:]?[ ]+[A-Za-z]{2,}(?![_A-Za-z0-9(])")
_WORD = re.compile(r"\S+")
_EQUALS = re.compile(r"[\s&]*(?:=|≈|\\approx)")
NEAR = 4  # lines from one piece of mathematics to another that goes on with it
LONGEST = 8  # words in front of an equals sign that may be a quantity
# Words in front of a quantity that do not change which one is meant, as "new" or "gradient" would.
LEADS = words(
    """a an and so thus hence then now here therefore finally the we get have find obtain is it that this which gives
    loss cost weight bias output activation input value our with for its"""
)


@dataclass(frozen=True)
class Block:
    """Some text of a file, its first line and column counted from 1.

    `plain` is text that may be prose, `loose` text that claims nothing where it cannot be read; `key` the key of a
    table whose value it is.
    """

    file: str
    text: str
    line: int = 0
    column: int = 1
    key: str = ""
    plain: bool = False
    loose: bool = False

    @cached_property
    def breaks(self) -> list[int]:
        """Where its lines begin."""
        return [0, *(match.end() for match in re.finditer("\n", self.text))]

    def where(self, at: int) -> Place:
        """The place of a sign in the file."""
        if not self.line:
            return Place(self.file, key=self.key)
        row = bisect_right(self.breaks, at) - 1
        column = at - self.breaks[row] + (self.column if row == 0 else 1)
        return Place(self.file, self.line + row, column, self.key)


def rows(text: str) -> Iterator[tuple[int, int]]:
    """Where the rows of a block begin and end, those that go on with the one above joined to it."""
    start = depth = 0
    cuts: list[tuple[int, int]] = []
    for match in _CUT.finditer(text):
        sign = match[0]
        if match["cut"] is not None:
            cuts.append((start, match.start()))
            start = match.end()
        elif sign.startswith(r"\begin"):
            depth += 1
        elif sign.startswith(r"\end"):
            depth -= 1
        elif depth <= 0:
            cuts.append((start, match.start()))
            start = match.end()
    cuts.append((start, len(text)))
    filled = [cut for cut in cuts if text[slice(*cut)].strip()]
    begin, end = filled[0] if filled else (0, 0)
    for following, stop in filled[1:]:
        if _GOES_ON.match(text, following, stop):
            end = stop
        else:
            yield begin, end
            begin, end = following, stop
    yield begin, end


def read_block(block: Block, lexicon: Lexicon) -> Iterator[Claim | Unread]:
    """The claims of a block, in reading order; plain text that is no mathematics claims nothing."""
    text = _REMARKS.sub(blank, _NOTES.sub(blank, block.text))
    text = _SAID.sub(blank, text) if block.plain else text
    for start, end in rows(text):
        found = list(read_line(text, start, end, block.where, lexicon))
        if block.plain and not block.loose and not any(isinstance(claim, Claim) for claim in found):
            behind = quantity_behind(text, start, end, lexicon)
            if behind is not None and all(word in LEADS for word in _WORD.findall(text[start:behind].lower())):
                found = list(read_line(text, behind, end, block.where, lexicon))
        if not (block.plain and is_prose(text[start:end], found, block.loose, lexicon)):
            yield from found


def blank(match: re.Match[str]) -> str:
    """Blanks in the place of what is no formula."""
    return " " * len(match[0])


def joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """The blocks, mathematics that begins with an equals sign joined to that in front of it."""
    before: Block | None = None
    for block in blocks:
        first = None if before is None or before.plain or block.plain else before
        lines = block.line - (first.line + first.text.count("\n")) if first is not None else 0
        if first is not None and 0 <= lines <= NEAR and _EQUALS.match(block.text):
            before = replace(first, text=first.text + ("\n" * lines or " ") + block.text)
            continue
        if before is not None:
            yield before
        before = block
    if before is not None:
        yield before


def quantity_behind(text: str, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Where the quantity begins that the words in front of an equals sign end in; None where they end in none.

    What is said of a quantity is not passed over.
    """
    left = re.split("[=≈]", text[start:end], maxsplit=1)[0].rstrip()
    for word in list(_WORD.finditer(left))[-LONGEST:]:
        try:
            if isinstance(read_side(left, word.start(), len(left), lexicon), Ref | Slope):
                return start + word.start()
        except Misread:
            continue
    return None


def is_prose(text: str, found: list[Claim | Unread], loose: bool, lexicon: Lexicon) -> bool:
    """Whether a line of plain text that cannot be read is a sentence: words stand side by side."""
    if any(isinstance(claim, Claim) for claim in found):
        return False
    if loose:
        return True
    left, _, right = text.partition("=")
    prose = _WORDS.search(left) is not None and quantity_behind(text, 0, len(text), lexicon) is None
    return prose or (_WORDS.search(right) is not None and not any(sign.isdigit() for sign in right))
