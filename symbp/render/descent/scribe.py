"""What the sections of a descent's document share: pens, phrases, and the numbers of its equations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from symbp.derivation import Derivation
from symbp.descent import Study
from symbp.descent.claims import Claim, Relation
from symbp.language import Element, Expression, Tensor
from symbp.notation import Profile
from symbp.phrases import Link, Math, Phrases, Sentence
from symbp.phrases.sentence import Value

from ..document.numbering import Numbering, key_of
from ..document.records import Line, Section, Step
from ..document.writer import Writer, display, equation_link
from ..mathematics.book import book
from ..mathematics.pen import Pen

SIGNS = {"<": r"\lt", ">": r"\gt", "<=": r"\le", ">=": r"\ge", "=": "=", "~": r"\approx"}


@dataclass
class Scribe:
    """`writer` speaks of the function, `plane` of any function along a straight line.

    `numbers` has the number of each result by its key; where a step was shown, `places` has its tag.
    """

    study: Study
    writer: Writer
    plane: Writer
    numbers: dict[str, int]
    places: dict[str, str]

    # ------------------------------------------------------------ words

    def say(self, key: str, **values: Value) -> Sentence:
        """The phrase of that key, with what every phrase may mention."""
        return self.writer.say(key, **{**self.common(), **values})

    def common(self) -> dict[str, Value]:
        """Names that most phrases mention."""
        names, problem = self.study.letters, self.study.problem
        points = {below: [names.at(place, below) for place in range(len(names.variables))] for below in ("0", "*")}
        return {
            "variables": self.all([self.math(variable) for variable in problem.variables]),
            "value": self.math(problem.network.loss),
            "rate": self.math(names.eta()),
            "step": Math(names.step),
            "start": self.all([self.math(tensor) for tensor in points["0"]]),
            "minimum": self.all([self.math(tensor) for tensor in points["*"]]),
            "factor": self.math(names.q()),
            "slopes": self.all(self.links("slope")),
            "level": self.writer.say(f"descent.level.{'minimum' if self.lowest else 'point'}"),
        }

    @property
    def several(self) -> str:
        """What the key of a phrase ends with where there are two variables."""
        return "-several" if len(self.study.problem.variables) > 1 else ""

    @property
    def lowest(self) -> bool:
        """Whether the function is nowhere lower than where its slopes are 0."""
        found = self.study.quadratic
        return found is None or found.shape in ("up", "bowl", "valley")

    def all(self, values: Sequence[Value]) -> Sentence:
        """a, b and c."""
        return self.writer.phrases.both(values)

    def links(self, key: str) -> list[Link]:
        """References to the results of a key: one for each variable where it is the slopes."""
        if key == "slope":
            return [equation_link(str(place + 1)) for place in range(len(self.study.problem.variables))]
        return [equation_link(str(self.numbers[key]))]

    def link(self, key: str) -> Link:
        """A reference to one result."""
        return self.links(key)[0]

    def place(self, key: str) -> Link:
        """A reference to a step that was shown."""
        return equation_link(self.places[key])

    # ------------------------------------------------------------ formulas

    def math(self, tensor: Tensor) -> Math:
        """A quantity inside a sentence."""
        return Math(self.latex(tensor))

    def latex(self, tensor: Tensor) -> str:
        """A quantity."""
        return self.writer.pen.element(Element(tensor))

    def formula(self, expression: Expression) -> str:
        """A formula on one line."""
        return self.writer.latex(expression)

    def section(self, key: str, title: Sentence, blocks: Sequence[object], inner: Sequence[Section] = ()) -> Section:
        """A titled part."""
        return Section(key, title, tuple(blocks), tuple(inner))  # type: ignore[arg-type]


def relation_line(writer: Writer, relation: Relation) -> Line:
    """A relation on one line, broken where it is too wide."""
    first = writer.latex(relation.parts[0])
    left = rf"\lvert {first} \rvert" if relation.absolute else first
    if len(relation.parts) == 2:
        return writer.line(left, relation.parts[1], SIGNS[relation.signs[0]])
    right = writer.latex(relation.parts[1])
    for sign, part in zip(relation.signs[1:], relation.parts[2:], strict=True):
        right += f" {SIGNS[sign]} {writer.latex(part)}"
    return Line(left, (right,), SIGNS[relation.signs[0]])


def claim_step(
    scribe: Scribe, writer: Writer, claim: Claim, number: int, place: int, text: Sentence, *, last: bool
) -> Step:
    """One claim as a numbered step; the last one is the result, in a box."""
    lines = [relation_line(writer, relation) for relation in claim.relations]
    tag = str(number) if last else f"{number}.{place}"
    scribe.places.setdefault(claim.reason, tag)
    name = scribe.say(f"descent.step.{claim.reason}.name")
    return Step(place, name, text, display(*lines, tag=tag, key=f"eq-{tag}", boxed=last))


def scribe(study: Study, profile: Profile, phrases: Phrases) -> Scribe:
    """The scribe of a study.  No layers here: a power stands where a book puts its layer, so without brackets."""
    signs = profile.signs if len(study.problem.variables) > 1 else replace(profile.signs, partial="d")
    plain = replace(profile, layer=("", ""), letters={}, error={}, tags={}, signs=signs)
    own = Pen(book(plain, study.problem.network))
    plane = Pen(book(replace(plain, signs=profile.signs), study.along.network))
    writer = Writer(study.slopes, own, phrases, ("index",))
    other = Writer(study.along, plane, phrases, ("index",), writer.told)
    count = len(study.problem.variables)
    keys = ("curvature", "factor", "bound", "direction", "steepest")
    return Scribe(study, writer, other, {key: count + n for n, key in enumerate(keys, start=1)}, {})


def numbered(derivation: Derivation, first: int, equation: int) -> Numbering:
    """Numbers of a derivation's equations and results, from these on; without names that books give results."""
    forward = {e.tensor: f"F{place}" for place, e in enumerate(derivation.chain.equations, start=equation)}
    numbers = {key_of(result): place for place, result in enumerate(derivation.results, start=first)}
    return Numbering(forward, numbers, {key: str(number) for key, number in numbers.items()})
