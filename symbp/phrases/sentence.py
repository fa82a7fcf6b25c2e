"""Sentences before any format: words of ours, formulas, other people's words and references, kept apart."""

from __future__ import annotations

from collections.abc import Iterable

from symbp.language import node


@node
class Math:
    """A formula inside a sentence, in LaTeX."""

    latex: str


@node
class Label:
    """Somebody else's text, shown as it is; `code` sets it as a name from a file or program."""

    text: str
    code: bool = False


@node
class Link:
    """A reference to a section or an equation: what it shows, and the key of its target.

    `document` is the place of another document without its ending, and then the target is a heading's anchor.
    """

    text: str
    target: str
    equation: bool = False
    document: str = ""


Part = str | Math | Label | Link


@node
class Sentence:
    """The parts in order.  Plain strings are phrases of ours; *stars* in them emphasise."""

    parts: tuple[Part, ...] = ()

    def __add__(self, other: Sentence) -> Sentence:
        """One after the other, a space between."""
        if not self.parts or not other.parts:
            return Sentence(self.parts + other.parts)
        return Sentence((*self.parts, " ", *other.parts))

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.parts)


Value = Part | Sentence | int


def sentence(*values: Value) -> Sentence:
    """The values one after the other."""
    parts: list[Part] = []
    for value in values:
        if isinstance(value, Sentence):
            parts.extend(value.parts)
        elif value != "":
            parts.append(str(value) if isinstance(value, int) else value)
    return Sentence(tuple(parts))


def listed(values: Iterable[Value], comma: str, last: str) -> Sentence:
    """a, b and c."""
    items = list(values)
    out: list[Value] = []
    for place, item in enumerate(items):
        out.extend(("" if not place else last if place == len(items) - 1 else comma, item))
    return sentence(*out)
