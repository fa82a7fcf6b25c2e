"""The numbered steps of one result: the chain rule, the local derivatives, and what follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from symbp.derivation import Result
from symbp.derivation import Step as Made
from symbp.language import Equation, Partial, Tensor, elements
from symbp.phrases import Sentence
from symbp.phrases.sentence import Value

from .facts import brackets
from .numbering import Numbering
from .reasons import chain_text, fact_text, fold_text, kronecker_text, remarks, slope_text, substitute_text
from .records import Line, Remark, Step
from .writer import Writer, definitions, display, equation_link

Path = tuple[int, ...]


@dataclass
class Track:
    """Collects the steps of one result; an equation that prints like one above it is not shown again."""

    writer: Writer
    numbering: Numbering
    number: int
    steps: list[Step] = field(default_factory=list)
    seen: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)

    def inside(self, writer: Writer) -> Track:
        """The same track, written with other indices in scope."""
        return Track(writer, self.numbering, self.number, self.steps, self.seen)

    def link(self, place: int) -> Value:
        """A reference to one of these steps."""
        return equation_link(f"{self.number}.{place}")

    def add(
        self, reason: str, text: Sentence, lines: Sequence[Line], path: Path = (), notes: tuple[Sentence, ...] = ()
    ) -> int | None:
        """Add a step and return its place, or None where its equation says nothing new."""
        keys = {(lines[0].left, line.right) for line in lines}
        if keys <= self.seen or all(line.right == (lines[0].left,) for line in lines):
            return None
        self.seen |= keys
        place = len(self.steps) + 1
        tag = f"{self.number}.{place}"
        self.writer.shown[path] = tag
        name = self.writer.say(f"step.{reason}.name")
        self.steps.append(Step(place, name, text, display(*lines, tag=tag, key=f"eq-{tag}"), wrong(self.writer, notes)))
        return place


def wrong(writer: Writer, notes: Sequence[Sentence]) -> tuple[Remark, ...]:
    """Mistakes, under the name they stand out by."""
    return tuple(Remark(writer.say("mistake.name"), note) for note in notes if note)


def result_steps(writer: Writer, numbering: Numbering, number: int, result: Result) -> list[Step]:
    """The steps of a result up to its matrix form."""
    track = Track(writer, numbering, number)
    left = writer.latex(result.quantity)
    at = number - 1
    chained = chain(track, result, left, (at, 0))
    before = result.steps[0]
    for place, step in condensed(writer, result.steps)[1:]:
        if step.reason == "differentiate":
            differentiate(track, result, step, left, chained, (at, place))
        elif step.reason not in ("matrix-form", "no-matrix-form"):
            follow(track, result, before, step, left, (at, place))
        before = step
    return track.steps


def condensed(writer: Writer, steps: tuple[Made, ...]) -> tuple[tuple[int, Made], ...]:
    """The steps with their places, one for substitutions that follow each other where composites are folded."""
    kept: list[tuple[int, Made]] = []
    for place, step in enumerate(steps):
        folded = writer.network.granularity == "folded" and kept
        if folded and step.reason == kept[-1][1].reason == "substitute":
            step = replace(step, using=(*kept.pop()[1].using, *step.using))
        kept.append((place, step))
    return tuple(kept)


def chain(track: Track, result: Result, left: str, path: Path) -> int | None:
    """The sum over all paths, written out and then with what is known by name."""
    writer, step = track.writer, result.steps[0]
    if not any(base.right != (left,) for base in (writer.line(left, step.expression),)):
        return None
    written = writer.plainly().line(left, step.expression)
    named = writer.line("", step.expression)
    lines = (written,) if written.right == named.right else (written, named)
    return track.add("chain", chain_text(writer, result), lines, path, remarks(writer, None, step))


def differentiate(track: Track, result: Result, step: Made, left: str, chained: int | None, path: Path) -> None:
    """Every local derivative, then all of them put into the chain rule."""
    places = [local(track, part, (*path, number)) for number, part in enumerate(step.substeps)]
    writer = track.writer
    line = writer.line(left, step.expression)
    values = [track.link(place) for place in places if place is not None]
    if chained is None or not values:
        text = writer.say("step.together.direct")
    else:
        text = writer.say("step.together.into", values=writer.phrases.both(values), chain=track.link(chained))
    track.add("together", text, (line,), path)


def local(track: Track, part: Result, path: Path) -> int | None:
    """One local derivative: the forward equation where quantities were put in, and its steps."""
    partial = part.quantity
    assert isinstance(partial, Partial)
    writer = track.writer.at(partial)
    track = track.inside(writer)
    left = writer.latex(partial)
    if writer.network.granularity == "folded":
        text = writer.say("step.differentiate.short", **names(track, partial))
        return track.add("differentiate", text, (writer.line(left, part.answer),), (*path, len(part.steps) - 1))
    inside = definition(track, part)
    last: int | None = None
    before = part.steps[0]
    for number, step in enumerate(part.steps):
        here = (*path, number)
        line = writer.line(left, step.expression)
        if number:
            place = follow(track, part, before, step, left, here)
        elif line.right == (left,):
            place = None
        else:
            values = names(track, partial)
            text = writer.say(f"step.differentiate.{'again' if inside else 'from'}", **values)
            if brackets(writer.pen, step.expression):
                text = text + writer.once("step.differentiate.bracket", **values)
            place = track.add("differentiate", text, (line,), here)
        last = place or last
        before = step
    return last


def names(track: Track, partial: Partial) -> dict[str, Value]:
    """What a sentence about a local derivative mentions."""
    writer = track.writer
    values: dict[str, Value] = {"partial": writer.math(partial), "of": writer.math(partial.of)}
    values |= {"by": writer.math(partial.by), "link": equation_link(track.numbering.forward[partial.of.tensor])}
    return values


def definition(track: Track, part: Result) -> bool:
    """Show what is differentiated, where other equations were put into the forward equation."""
    partial = part.quantity
    assert isinstance(partial, Partial)
    writer = track.writer
    found = next((used for used in part.steps[0].using if isinstance(used, Equation)), None)
    forward = definitions(writer.network).get(partial.of.tensor)
    if found is None or forward is None:
        return False
    inside = put_in(forward, found)
    if not inside:
        return False
    links = writer.phrases.both([equation_link(track.numbering.forward[tensor]) for tensor in inside])
    text = writer.say("step.definition.text", inside=links, **names(track, partial))
    track.add("definition", text, (writer.line(writer.latex(partial.of), found.body),), (-1,))
    return True


def put_in(forward: Equation, found: Equation) -> tuple[Tensor, ...]:
    """The quantities that the forward equation names and the other has replaced by their own formulas."""
    left = {element.tensor for element in elements(found.body)}
    return tuple(dict.fromkeys(e.tensor for e in elements(forward.body) if e.tensor not in left))


def follow(track: Track, result: Result, before: Made, step: Made, left: str, path: Path) -> int | None:
    """A later step, by its reason."""
    writer = track.writer
    line = writer.line(left, step.expression)
    if (left, line.right) in track.seen or line.right == (left,):
        return None
    reason = step.reason
    if reason == "kronecker":
        text = kronecker_text(writer, before, step)
    elif reason == "slope":
        text = slope_text(writer, before, step)
    elif reason == "substitute":
        text = substitute_text(writer, track.numbering, result, step)
    elif reason == "fact":
        text = fact_text(writer, step)
    elif reason == "fold":
        text = fold_text(writer, track.numbering, before, step)
    else:
        text = writer.say(f"step.{reason}.text")
    return track.add(reason, text, (line,), path, remarks(writer, before, step))
