"""Markdown: GitHub's dialect by default, dollar signs for pandoc and notebooks, or MyST."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from symbp.errors import SpecError
from symbp.phrases import Label, Link, Math, Sentence

from ..document.records import Chart, Display, Document, Line, Picture, Section
from ..drawings.mermaid import flowchart
from ..drawings.svg_chart import svg_chart
from ..escape import markdown, markdown_code, slug
from ..mathematics.inline import slashed
from ..options import Files, Options
from ..plain import plain_text
from ..templates import fill

SUFFIX = "md"

FENCES = {"github": ("```math", "```"), "dollar": ("$$", "$$"), "myst": ("```{math}", "```")}
INLINE = {"github": ("$`", "`$"), "dollar": ("$", "$"), "myst": ("{math}`", "`")}


def files(document: Document, options: Options) -> Files:
    """A document in Markdown, and its charts in files beside it.

    Raises:
        SpecError: a dialect that is not known.
    """
    if options.dialect not in FENCES:
        raise SpecError(f"unknown dialect {options.dialect!r}; expected one of {', '.join(FENCES)}")
    hand = Hand(options.dialect, anchors(document))
    filters: dict[str, Callable[..., object]] = {
        "say": hand.say,
        "cell": hand.cell,
        "show": hand.show,
        "title": hand.title,
        "draw": hand.draw,
        "text": markdown,
    }
    page = fill("derivation.md.j2", options.templates, filters, document=document)
    return {f"{document.file}.md": page, **{f"{chart.name}.svg": svg_chart(chart) for chart in charts(document)}}


def charts(document: Document) -> list[Chart]:
    """The charts of all sections."""
    return [block for section in document.sections for block in section.blocks if isinstance(block, Chart)]


def anchors(document: Document) -> dict[str, str]:
    """The anchor of the section that holds each target; headings that read alike get a number, as GitHub gives it."""
    found: dict[str, str] = {}
    taken: dict[str, int] = {}

    def visit(section: Section) -> None:
        base = slug(heading(section.title))
        count = taken.get(base, 0)
        taken[base] = count + 1
        anchor = f"{base}-{count}" if count else base
        found[section.key] = anchor
        for target in targets(section):
            found[target] = anchor
        for inner in section.sections:
            visit(inner)

    taken[slug(document.title)] = 1
    for section in document.sections:
        visit(section)
    return found


def targets(section: Section) -> list[str]:
    """The equations of a section that links point to."""
    found = []
    for block in section.blocks:
        displays = [step.display for step in getattr(block, "steps", ())]
        displays += [block] if isinstance(block, Display) else []
        found += [display.key for display in displays if display.key]
    return found


def heading(title: Sentence) -> str:
    """A heading as plain text."""
    return "".join(part if isinstance(part, str) else getattr(part, "text", "") for part in title.parts)


@dataclass(frozen=True)
class Hand:
    """Writes sentences and formulas in one dialect."""

    dialect: str
    anchors: dict[str, str]

    def math(self, latex: str) -> str:
        """A formula inside a sentence."""
        opening, closing = INLINE[self.dialect]
        return f"{opening}{latex}{closing}"

    def say(self, sentence: Sentence) -> str:
        """A sentence."""
        return "".join(self.part(part) for part in sentence.parts)  # a star of ours opens or closes, as in Markdown

    def part(self, part: str | Math | Label | Link) -> str:
        """One part of a sentence."""
        if isinstance(part, Math):
            return self.math(slashed(part.latex))
        if isinstance(part, Label):
            return markdown_code(part.text) if part.code else markdown(part.text)
        if isinstance(part, Link):
            text = f"({part.text})" if part.equation else part.text
            if part.document:
                return f"[{text}]({part.document}.md#{part.target})"
            anchor = self.anchors.get(part.target) if "." not in part.text else None  # steps are close by
            return f"[{text}](#{anchor})" if anchor else text
        return part.replace("*", "**")

    def cell(self, sentence: Sentence) -> str:
        """A sentence in a table, where a bar would end the cell even inside code."""
        parts = [(self.part(part), isinstance(part, Label) and part.code) for part in sentence.parts]
        return "".join(text.replace("|", "\\|") if code else text for text, code in parts).replace("\n", " ")

    def title(self, sentence: Sentence) -> str:
        """A heading."""
        return self.say(sentence)

    def show(self, display: Display, indent: str = "") -> str:
        """A displayed formula, every line indented."""
        opening, closing = FENCES[self.dialect]
        body = aligned(display)
        return "\n".join(f"{indent}{line}" for line in (opening, *body.split("\n"), closing))

    def draw(self, picture: Picture | Chart) -> str:
        """A drawing as a Mermaid flowchart; a chart by its file."""
        if isinstance(picture, Chart):
            return f"![{markdown(plain_text(picture.title))}]({picture.name}.svg)"
        return flowchart(picture)


def aligned(display: Display) -> str:
    """The lines of a display, aligned at their signs; one short line needs no alignment."""
    tag = rf" \tag{{{display.tag}}}" if display.tag else ""
    rows = [row for line in display.lines for row in rows_of(line)]
    joined = " \\\\\n".join(rows)
    body = rows[0].replace("&", "", 1) if len(rows) == 1 else f"\\begin{{aligned}}\n{joined}\n\\end{{aligned}}"
    return (rf"\boxed{{{body}}}" if display.boxed else body) + tag


def rows_of(line: Line) -> list[str]:
    """A line of a display with its continuations."""
    first = f"{line.left} &{line.relation} {line.right[0]}".strip()
    return [first, *(rf"&\quad {more}" for more in line.right[1:])]
