"""What a document consists of.  Templates lay these records out; nothing in them depends on a format."""

from __future__ import annotations

from symbp.descent.plot import Plot
from symbp.language import node
from symbp.phrases import Math, Sentence


@node
class Paragraph:
    """A sentence or several."""

    text: Sentence


@node
class Items:
    """A list of sentences."""

    items: tuple[Sentence, ...]
    ordered: bool = False


@node
class Line:
    """left = right; what does not fit on one line goes on below."""

    left: str
    right: tuple[str, ...]
    relation: str = "="


@node
class Display:
    """Equations below each other; `tag` is what the page shows beside them, `key` what links point to."""

    lines: tuple[Line, ...]
    tag: str = ""
    key: str = ""
    boxed: bool = False


@node
class Step:
    """One numbered step: the name of its reason, the reason in words, the equation, and mistakes made here."""

    number: int
    name: Sentence
    text: Sentence
    display: Display
    remarks: tuple[Remark, ...] = ()


@node
class Steps:
    """The steps of one result."""

    steps: tuple[Step, ...]


@node
class Remark:
    """A paragraph that stands out: a mistake often made, or what a result tells."""

    name: Sentence
    text: Sentence


@node
class Table:
    """Rows of cells.  `wide` columns hold prose and may wrap; `spare` ones are left out where the page is narrow."""

    head: tuple[Sentence, ...]
    rows: tuple[tuple[Sentence, ...], ...]
    wide: tuple[int, ...] = ()
    spare: tuple[int, ...] = ()


@node
class Vertex:
    """A node of a drawing: plain text and formula, its place on a grid, and its kind."""

    key: str
    text: str
    latex: str
    column: int
    row: float
    kind: str


@node
class Arrow:
    """An arrow of a drawing, with a plain text or a formula beside it."""

    start: str
    end: str
    text: str = ""
    latex: str = ""


@node
class Picture:
    """A drawing with its caption."""

    vertices: tuple[Vertex, ...]
    arrows: tuple[Arrow, ...]
    caption: Sentence


@node
class Chart:
    """Paths drawn side by side over the same ground, with a title for each, and the names and marks at both axes.

    `name` is that of the file where a format keeps drawings apart, `title` what it shows in a few words.
    """

    name: str
    title: Sentence
    plot: Plot
    panels: tuple[Sentence, ...]
    across: Axis
    up: Axis
    caption: Sentence


@node
class Axis:
    """The name of an axis, and its marks as they are written, each with its place from 0 to 1."""

    name: Math
    marks: tuple[tuple[Math, float], ...]


@node
class Code:
    """Program text, shown as it is."""

    language: str
    text: str


@node
class Blank:
    """A quantity whose value is asked for: its name as plain text, and as a formula."""

    name: str
    latex: str


@node
class Blanks:
    """Lines to fill in."""

    blanks: tuple[Blank, ...]


@node
class Comment:
    """A line of ours that no reader sees: a mark for programs that read the document again."""

    text: str


Block = Comment | Paragraph | Items | Display | Steps | Remark | Table | Picture | Chart | Code | Blanks


@node
class Section:
    """A titled part; `key` is what links point to."""

    key: str
    title: Sentence
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@node
class Document:
    """The whole; `name` is the network's, `title` is somebody else's text, `file` what its files are called."""

    name: str
    title: str
    lead: Sentence
    sections: tuple[Section, ...]
    language: str = "en"
    file: str = "derivation"
