"""From a derivation and its certificate to the sections of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symbp.certify import Certificate
from symbp.derivation import Derivation
from symbp.insight import Insight
from symbp.notation import Profile
from symbp.paths import Survey
from symbp.phrases import Math, Phrases
from symbp.worked import Worked

from ..mathematics.book import book
from ..mathematics.pen import Pen
from .backward import backward
from .box import notation
from .fold import fold_of, hidden
from .folded import folded_backward
from .forward import forward
from .insight import insight
from .listing import listing
from .numbering import numbering
from .paths import paths
from .picture import pictures
from .records import Display, Document, Items, Paragraph, Remark, Section, Steps, Table
from .results import results
from .roadmap import roadmap
from .update import update
from .verification import alone, verification
from .worked import worked_section
from .writer import Writer


def assemble(
    derivation: Derivation,
    certificate: Certificate | None,
    profile: Profile,
    phrases: Phrases,
    levels: Sequence[str],
    remarks: Sequence[Insight] = (),
    worked: Worked | None = None,
    surveyed: tuple[Survey | None, Certificate | None] = (None, None),
    worked_certificate: Certificate | None = None,
) -> Document:
    """The document: what is wanted, notation, pictures, forward, backward, results, update, insight, verification."""
    network = derivation.chain
    writer = Writer(derivation, Pen(book(profile, network)), phrases, tuple(levels))
    numbers = numbering(derivation, profile)
    symbolic = bool({"index", "matrix"} & set(levels))
    parts: list[Section | None] = []
    if symbolic:
        fold = fold_of(network)
        parts.append(forward(writer, numbers, fold))
        if fold is None:
            parts.append(backward(writer, numbers))
        else:
            main, own_sections = folded_backward(writer, numbers, fold)
            parts += [main, *own_sections]
        parts.append(results(writer, numbers, hidden(fold)))
        parts.append(paths(writer, surveyed[0]) if surveyed[0] is not None else None)
        parts.append(update(writer) if writer.trains else None)
        # Where composites are folded, so would their lines be.
        parts.append(listing(writer, numbers) if "matrix" in levels and fold is None else None)
        parts.append(insight(writer, remarks))
        own = worked_certificate if "numbers" in levels else None
        parts.append(verification(writer, numbers, certificate, {"paths": surveyed[1], "worked": own}))
    if worked is not None and "numbers" in levels:
        single = Writer(worked.derivation, Pen(book(profile, worked.network)), phrases, tuple(levels), writer.told)
        place = len(parts) - 1 if symbolic else 0
        parts.insert(place, worked_section(single, writer, worked))
        if not symbolic and worked_certificate is not None:
            parts.append(alone(writer, worked_certificate))
    body = [part for part in parts if part is not None]
    printed = " ".join(text for section in body for text in latex_of(section))
    front = [
        roadmap(writer, numbers, numbers_follow=worked is not None),
        notation(writer, numbers, printed),
        pictures(writer),
    ]
    found = (certificate, surveyed[1] or certificate, worked_certificate or certificate)
    sure = all(one is not None and one.sound for one in found)
    lead = writer.say("document.lead" if sure else "document.lead-some")
    return Document(network.name, network.title, lead, (*front, *body), phrases.language)


def latex_of(section: Section) -> Iterator[str]:
    """All formulas of a section."""
    for block in section.blocks:
        if isinstance(block, Display):
            yield from display_latex(block)
        elif isinstance(block, Steps):
            for step in block.steps:
                yield from display_latex(step.display)
                yield from (part.latex for part in step.text.parts if isinstance(part, Math))
        elif isinstance(block, Table):
            yield from (
                part.latex for row in block.rows for cell in row for part in cell.parts if isinstance(part, Math)
            )
        elif isinstance(block, Paragraph | Remark):
            yield from (part.latex for part in block.text.parts if isinstance(part, Math))
        elif isinstance(block, Items):
            yield from (part.latex for item in block.items for part in item.parts if isinstance(part, Math))
    for inner in section.sections:
        yield from latex_of(inner)


def display_latex(display: Display) -> Iterator[str]:
    """The formulas of one display."""
    for line in display.lines:
        yield from (line.left, *line.right)
