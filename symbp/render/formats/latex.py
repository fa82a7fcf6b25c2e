"""LaTeX: a body to \\input anywhere, and a main file that stands alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from symbp.phrases import Label, Link, Math, Sentence

from ..document.records import Chart, Display, Document, Line, Picture, Step, Table
from ..drawings.tikz import tikz
from ..escape import latex, latex_code, latex_phrase
from ..mathematics.inline import slashed
from ..mathematics.width import WIDEST, width
from ..options import Files, Options
from ..templates import fill

SUFFIX = "tex"
PAGE = 80.0  # how many letters fit on a line of a table
ROOM = 30.0  # what a column of prose needs
NARROW = 22.0  # what never wraps
BOLD = r"\textbf{"


def files(document: Document, options: Options) -> Files:
    """The body and the main file."""
    filters: dict[str, Callable[..., object]] = {
        "say": say,
        "show": show,
        "lines": step_lines,
        "draw": draw,
        "text": latex,
        "rows": table_rows,
        "columns": table_columns,
        "step_groups": step_groups,
    }
    body = f"{document.file}-body"
    return {
        f"{document.file}.tex": fill("main.tex.j2", options.templates, filters, document=document, body=body),
        f"{body}.tex": fill("derivation.tex.j2", options.templates, filters, document=document),
    }


# What Markdown needs, for a bare sign would be taken for a tag there, and TeX does not know.
_NATIVE = re.compile(r"\\([lg])t(?![A-Za-z])")
_RELATIONS = {"l": "<", "g": ">"}
_STRETCHED = re.compile(r"\\([lr])(?:ef|igh)t(?![A-Za-z])")


def native(text: str) -> str:
    """A formula in TeX's own commands."""
    return _NATIVE.sub(lambda found: _RELATIONS[found[1]], text)


def say(sentence: Sentence) -> str:
    """A sentence."""
    stretches: list[str] = []
    for part in sentence.parts:
        for place, text in enumerate(part.split("*") if isinstance(part, str) else [part]):
            if place:
                opened = sum(stretch == BOLD for stretch in stretches) > sum(stretch == "}" for stretch in stretches)
                stretches.append("}" if opened else BOLD)
            stretches.append(part_text(text))
    return "".join(stretches)


def part_text(part: str | Math | Label | Link) -> str:
    """One part of a sentence."""
    if isinstance(part, Math):
        return f"${native(slashed(part.latex))}$"
    if isinstance(part, Label):
        return rf"\texttt{{{latex_code(part.text)}}}" if part.code else latex(part.text)
    if isinstance(part, Link):
        shown = rf"\ref{{{part.target}}}" if part.equation and not part.document else latex(part.text)
        return f"({shown})" if part.equation else shown
    return latex_phrase(part)


# ---------------------------------------------------------------- displays


def show(display: Display) -> str:
    """A display of its own."""
    name = numbered(display)
    if display.boxed:
        return f"\\begin{{equation*}}\n{boxed(display)}{name}\n\\end{{equation*}}"
    return f"\\begin{{align*}}\n{body(display)}{name}\n\\end{{align*}}"


def numbered(display: Display) -> str:
    """The tag and the label of a display."""
    tag = rf" \tag{{{display.tag}}}" if display.tag else ""
    return tag + (rf"\label{{{display.key}}}" if display.tag and display.key else "")


def step_lines(display: Display) -> str:
    """The lines of a step inside a common alignment; only the last one bears the tag."""
    return " \\notag \\\\\n".join(row for line in display.lines for row in rows_of(line)) + numbered(display)


def body(display: Display) -> str:
    """The lines of a display, aligned at their signs."""
    return " \\\\\n".join(row for line in display.lines for row in rows_of(line))


def rows_of(line: Line) -> list[str]:
    """A line of a display with its continuations."""
    first = f"{line.left} &{line.relation} {line.right[0]}".strip()
    return [native(row) for row in (first, *(rf"&\quad {more}" for more in line.right[1:]))]


def boxed(display: Display) -> str:
    """The lines of a display in a box."""
    rows = [row for line in display.lines for row in rows_of(line)]
    inner = rows[0].replace("&", "", 1) if len(rows) == 1 else rf"\begin{{aligned}} {body(display)} \end{{aligned}}"
    return rf"\boxed{{{inner}}}"


def step_groups(steps: Iterable[Step]) -> list[list[Step]]:
    """Steps that share one alignment: those whose sides fit next to each other, up to a box or a remark."""
    groups: list[list[Step]] = []
    for step in steps:
        open_ = groups and not ends(groups[-1][-1]) and not step.display.boxed
        if open_ and fits([*groups[-1], step]):
            groups[-1].append(step)
        else:
            groups.append([step])
    return groups


def ends(step: Step) -> bool:
    """Whether something other than a step follows."""
    return bool(step.remarks) or step.display.boxed


def fits(steps: list[Step]) -> bool:
    """Whether the widest left side and the widest right side fit on one line."""
    lines = [line for step in steps for line in step.display.lines]
    left = max(width(line.left) for line in lines)
    right = max(width(text) for line in lines for text in line.right)
    return left + right + 4 <= WIDEST


# ---------------------------------------------------------------- tables and drawings


def table_rows(table: Table) -> list[list[str]]:
    """The cells of all rows, head first; columns that can be spared left out where the page is too narrow."""
    kept = kept_columns(table)
    return [[cell(row[column]) for column in kept] for row in (table.head, *table.rows)]


def cell(sentence: Sentence) -> str:
    """A cell; in a wide formula brackets are of a fixed height, for inside of others TeX breaks no line."""
    found = say(sentence)
    return found if text_width(sentence) < PAGE - ROOM else _STRETCHED.sub(lambda sign: rf"\big{sign[1]}", found)


def kept_columns(table: Table) -> list[int]:
    """The columns that are shown."""
    every = list(range(len(table.head)))
    room = PAGE - 4 - ROOM * len(table.wide)
    narrow = sum(natural(table, column) for column in every if column not in table.wide) > room
    return [column for column in every if not (narrow and column in table.spare)]


def natural(table: Table, column: int) -> float:
    """How wide a column is when nothing wraps, with the space beside it."""
    return 2.5 + max(text_width(row[column]) for row in (table.head, *table.rows))


def text_width(sentence: Sentence) -> float:
    """About how many letters wide a sentence is."""
    return sum(
        width(slashed(part.latex)) if isinstance(part, Math) else len(part if isinstance(part, str) else part.text)
        for part in sentence.parts
    )


def table_columns(table: Table) -> str:
    """The column types: what is too wide for a line of its own wraps, and shares what the others leave."""
    kept = kept_columns(table)
    widths = {column: natural(table, column) for column in kept}
    wrapped = [column for column in kept if column in table.wide]
    if sum(width for column, width in widths.items() if column not in wrapped) > PAGE - ROOM * len(wrapped):
        wrapped = [column for column in kept if column in table.wide or widths[column] > NARROW]
    rest = sum(widths[column] for column in kept if column not in wrapped)
    weights = {column: min(widths[column], 2 * NARROW) for column in wrapped}
    share = {column: (1 - rest / PAGE) * weights[column] / sum(weights.values()) for column in wrapped}
    return "".join(prose(share[column]) if column in wrapped else "l" for column in kept)


def prose(share: float) -> str:
    """A column that wraps, this wide a part of the line."""
    return rf">{{\raggedright\arraybackslash}}p{{{max(share - 0.05, 0.1):.2f}\linewidth}}"


def draw(picture: Picture | Chart) -> str:
    """A drawing in TikZ."""
    return tikz(picture, say)
