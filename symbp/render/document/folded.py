"""Composites kept folded: one line forward, the final derivatives backward, and their own derivation in a section."""

from __future__ import annotations

from dataclasses import replace

from symbp.calculus.pattern import Pattern, replaced
from symbp.derivation import Result
from symbp.granularity import Composite
from symbp.language import Element, Equation, Tensor, adjoint, elements
from symbp.phrases import Label, Math, Sentence, sentence

from .assembly import boxed
from .backward import result_section
from .fold import Fold, known, own_link, plain_title
from .key import key_section
from .numbering import Numbering, key_of
from .records import Block, Display, Paragraph, Section
from .writer import Writer, display, equation_link


def folded_backward(writer: Writer, numbering: Numbering, fold: Fold) -> tuple[Section, list[Section]]:
    """The backward pass with composites folded, and the sections in which each is derived."""
    results = writer.derivation.results
    sections: list[Section] = []
    groups: dict[int, list[Result]] = {}
    last: dict[int, Result] = {}
    for result in results:
        one = fold.of(key_of(result)[0])
        if one is not None:
            groups.setdefault(fold.found.index(one), []).append(result)
            last[fold.found.index(one)] = result
    for result in results:
        one = fold.of(key_of(result)[0])
        if one is None:
            add_outer(writer, numbering, fold, result, sections)
        elif last[fold.found.index(one)] == result:
            sections.append(through(writer, numbering, fold, one, groups[fold.found.index(one)]))
    lead = writer.say("backward.lead", loss=Math(writer.pen.book.loss))
    main = Section("backward", writer.say("section.backward"), (Paragraph(lead),), tuple(sections))
    return main, [own_section(writer, numbering, fold, key) for key in fold.own]


def add_outer(writer: Writer, numbering: Numbering, fold: Fold, result: Result, sections: list[Section]) -> None:
    """Append a result by its key steps, or by the result that has the same; such follow each other in one section."""
    pattern = Pattern(result)
    if not known(fold, pattern):
        fold.seen.setdefault(pattern.key, (result, pattern))
        sections.append(key_section(writer, numbering, result))
        return
    number, tag = numbering.results[key_of(result)], numbering.tags[key_of(result)]
    inner = writer.at(result.quantity)
    text = likewise(writer, numbering, fold.seen[pattern.key], pattern)
    blocks = (Paragraph(text), shown(inner, result, number, tag))
    name_ = Label(key_of(result)[0].name)
    before = sections[-1] if sections else None
    if before is not None and before.key.startswith("like-"):
        title = sentence(before.title, ", ", name_)
        sections[-1] = replace(before, title=title, blocks=(*before.blocks, *blocks))
    else:
        sections.append(Section(f"like-{number}", writer.say("folded.likes", name=name_), blocks))


def likewise(writer: Writer, numbering: Numbering, earlier: tuple[Result, Pattern], pattern: Pattern) -> Sentence:
    """The same steps as for another result, with other names."""
    pairs = [
        writer.say("folded.pair", new=Math(symbol(writer, new)), old=Math(symbol(writer, old)))
        for old, new in replaced(earlier[1], pattern)
    ]
    link = equation_link(numbering.tags[key_of(earlier[0])])
    return writer.say("folded.likewise", link=link, pairs=writer.phrases.both(pairs))


def symbol(writer: Writer, tensor: Tensor) -> str:
    """A quantity by its symbol."""
    return writer.pen.element(Element(tensor))


def shown(writer: Writer, result: Result, number: int, tag: str) -> Display:
    """The final formula, as the last of its steps."""
    writer.shown[(number - 1, len(result.steps) - 1)] = tag
    return boxed(writer, result, tag)


def through(writer: Writer, numbering: Numbering, fold: Fold, one: Composite, group: list[Result]) -> Section:
    """What comes out of a composite backwards; the first use of it is derived in a section of its own."""
    outcomes = [result for result in group if key_of(result)[0] not in one.tensors]
    patterns = [Pattern(result) for result in group]
    again = one.name in fold.own and all(known(fold, pattern) for pattern in patterns)
    title = writer.say("folded.heading", name=Label(plain_title(one)), output=Label(one.output.name))
    upstream = Math(writer.pen.element(Element(adjoint(one.output))))
    blocks: list[Block] = []
    if not again:
        _, sections = fold.own.setdefault(one.name, (one, []))
        for result, pattern in zip(group, patterns, strict=True):
            if result == outcomes[-1]:
                sections.append(result_section(writer, numbering, result))
            else:
                add_outer(writer, numbering, fold, result, sections)
            fold.seen.setdefault(pattern.key, (result, pattern))
        links = writer.phrases.both([equation_link(numbering.tags[key_of(result)]) for result in outcomes])
        further = Math(writer.pen.element(Element(adjoint(key_of(outcomes[-1])[0]))))
        named = Label(plain_title(one))
        text = writer.say(
            "folded.through", name=named, own=own_link(one), upstream=upstream, links=links, further=further
        )
        blocks.append(Paragraph(text))
    else:
        pattern = patterns[group.index(outcomes[-1])]
        text = likewise(writer, numbering, fold.seen[pattern.key], pattern)
        blocks.append(Paragraph(writer.say("folded.again", name=Label(plain_title(one)), link=own_link(one)) + text))
        for result in outcomes:
            number, tag = numbering.results[key_of(result)], numbering.tags[key_of(result)]
            blocks.append(shown(writer.at(result.quantity), result, number, tag))
    return Section(f"through-{one.output.name}", title, tuple(blocks))


def own_section(writer: Writer, numbering: Numbering, fold: Fold, key: str) -> Section:
    """A composite by itself: what it computes at every use, and how its first derivatives come about."""
    uses = [one for one in fold.found if one.name == key]
    blocks: list[Block] = [Paragraph(writer.say("folded.own", name=Label(plain_title(uses[0]))))]
    shown_at_length, sections = fold.own[key]
    blocks += [definition(writer, numbering, equation) for equation in shown_at_length.equations]
    blocks += [Paragraph(other_use(writer, shown_at_length, one)) for one in uses if one != shown_at_length]
    blocks.append(Paragraph(writer.say("folded.back", output=Math(symbol(writer, shown_at_length.output)))))
    title = writer.say("folded.title", name=Label(plain_title(uses[0])))
    return Section(f"own-{key}", title, tuple(blocks), tuple(sections))


def other_use(writer: Writer, first: Composite, other: Composite) -> Sentence:
    """The same equations with other names."""
    read = [used for one in (first, other) for used in [reading(one)]]
    pairs = [
        writer.say("folded.pair", new=Math(symbol(writer, new)), old=Math(symbol(writer, old)))
        for old, new in zip(*read, strict=False)
        if old != new
    ]
    output = Math(symbol(writer, other.output))
    return writer.say("folded.use", output=output, pairs=writer.phrases.both(dict.fromkeys(pairs)))


def reading(one: Composite) -> list[Tensor]:
    """The quantities of a composite in reading order."""
    found = [t for e in one.equations for t in (*(used.tensor for used in elements(e.body)), e.tensor)]
    return list(dict.fromkeys(found))


def definition(writer: Writer, numbering: Numbering, equation: Equation) -> Display:
    """An equation inside a composite, for one component."""
    inner = writer.at(equation.output)
    tag = numbering.forward[equation.tensor]
    return display(inner.line(inner.latex(equation.output), equation.body), tag=tag, key=f"eq-{tag}")
