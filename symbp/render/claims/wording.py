"""Verdicts in words: in short for a table, at length for a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from symbp.claims.entries import Entry
from symbp.claims.records import ISOLATED, MISSING, Cause, Finding, Place, Quantity, Verdict
from symbp.language import Network, Tensor
from symbp.phrases import Label, Phrases, Sentence, sentence
from symbp.phrases.sentence import Value

from .naming import Naming, mistake, slug

MANY = 6  # values shown of a counterexample
MENTIONED = 3  # mistakes named where several give the same digits
DOUBTS = ("many", "chance")  # causes that say how sure the others are
PIECES = ("factor", "arithmetic")  # parts of a side, which is about something else
NOT_WRONG = (Verdict.RIGHT, Verdict.ROUNDED)


@dataclass(frozen=True)
class Words:
    """What is said of one report; `numbers` are those of its claims by place, `tensors` its quantities by name."""

    phrases: Phrases
    naming: Naming
    numbers: Mapping[Place, int] = field(default_factory=dict)
    tensors: Mapping[str, Tensor] = field(default_factory=dict)

    def say(self, key: str, **values: Value) -> Sentence:
        """The phrase of that key."""
        return self.phrases.say(key, **values)

    def maybe(self, key: str, **values: Value) -> Sentence:
        """The phrase of that key, nothing where the language has none."""
        return self.say(key, **values) if key in self.phrases else Sentence()

    def verdict(self, verdict: Verdict) -> Sentence:
        """A verdict."""
        return self.say(f"claims.verdict.{slug(verdict)}")

    def origin(self, origin: str) -> Sentence:
        """Root or carried."""
        return self.say(f"claims.origin.{origin}") if origin else Sentence()

    def carried(self, findings: Iterable[Finding]) -> Sentence:
        """The other claims whose error these findings on one claim carry on: claim 2 and claim 5."""
        places = [place for finding in findings for place in finding.carries if place != finding.place]
        known = [self.numbers[place] for place in places if place in self.numbers]
        return self.phrases.both(self.say("claims.why.claim", number=number) for number in dict.fromkeys(known))

    # ------------------------------------------------------------ causes

    def cause(self, cause: Cause) -> Sentence:
        """The name of a mistake, or of two that were made together."""
        both = [found for found in (cause, cause.also) if found is not None]
        return self.phrases.both([mistake(self.phrases, found.misconception) for found in both])

    def cause_at_length(self, cause: Cause) -> Sentence:
        """What was done wrong; quantities are shown as such."""
        if any(name == "formula" for name, _ in cause.values):
            return self.mistake_in_formula(cause)
        key = f"misconception.{cause.misconception}.text"
        values: dict[str, Value] = {name: self.value(text) for name, text in cause.values}
        found = self.phrases.say(key, **values) if key in self.phrases else mistake(self.phrases, cause.misconception)
        return found if cause.also is None else found + self.cause_at_length(cause.also)

    def mistake_in_formula(self, cause: Cause) -> Sentence:
        """What is wrong with a formula, which part of it, and what is right, in its author's own symbols."""
        found = self.say(f"misconception.{cause.misconception}.formula")
        values = {name: Label(text, code=True) for name, text in cause.values}
        if "right" not in values:
            return found
        whole = values["part"].text == values["formula"].text or values["instead"].text == values["right"].text
        return found + self.say("claims.explain.right" if whole else "claims.explain.instead", **values)

    def value(self, text: str) -> Value:
        """A text that a cause mentions: a quantity by its symbol, anything else as it is."""
        if ", " in text:
            return self.phrases.both(self.value(part) for part in text.split(", "))
        if text in self.tensors:
            return self.naming.tensor(self.tensors[text])
        of, _, by = text.removeprefix("d").partition("/d")
        if of in self.tensors and by in self.tensors:
            return self.naming.base(Quantity(self.tensors[of], self.tensors[by]))
        return Label(text)

    # ------------------------------------------------------------ findings

    def why(self, entry: Entry) -> Sentence:
        """The reason of a verdict in a few words."""
        finding = entry.leading
        if finding.verdict is Verdict.RIGHT:
            return Sentence()
        if finding.how == MISSING:
            return self.say("claims.why.set-up")
        if finding.verdict is not Verdict.WRONG:
            message = self.message(finding)
            return (
                message or self.maybe(f"claims.why.{slug(finding.verdict)}") or self.maybe(f"claims.why.{finding.how}")
            )
        if finding.causes:
            sure = [cause for cause in finding.causes if cause.misconception not in DOUBTS] or finding.causes
            names = list(dict.fromkeys(self.cause(cause) for cause in sure))
            found = names[0]
            if len(names) > 1:
                found += self.say("claims.why.also", names=self.phrases.both(names[1:MENTIONED]))
            return found
        carried = self.carried(entry.findings)
        if finding.origin == "carried" and carried:
            return self.say("claims.why.carried", claims=carried)
        return (
            self.maybe(f"claims.why.{ISOLATED if ISOLATED in dict(finding.note) else finding.how}")
            or self.maybe(f"claims.why.{finding.part}")
            or self.say("claims.why.none")
        )

    def explanation(self, finding: Finding) -> Sentence:
        """The reason of a verdict in whole sentences; nothing where there is nothing to explain."""
        if finding.verdict in (Verdict.UNANSWERED, Verdict.UNREADABLE):
            said = self.message(finding) if finding.verdict is Verdict.UNREADABLE else Sentence()
            return said or self.maybe(f"claims.explain.{slug(finding.verdict)}")
        found = Sentence()
        if finding.verdict is Verdict.WRONG and finding.causes:
            found += self.causes(finding.causes)
            found += self.example(finding)
        elif finding.verdict is Verdict.WRONG and finding.origin == "carried":
            others = self.carried([finding])
            found += self.say("claims.explain.carried", claims=others) if others else self.say("claims.explain.inside")
        elif finding.verdict is Verdict.WRONG:
            keys = (f"claims.explain.{finding.how}", f"claims.explain.{finding.part}")
            found += self.maybe(keys[0]) or self.maybe(keys[1]) or self.say("claims.explain.none")
            found += self.example(finding)
        else:
            points = dict(finding.note).get("points", "20")
            found += self.maybe(f"claims.explain.{finding.how}", points=points)
        for key, text in finding.note:
            found += self.maybe(f"claims.note.{key}", text=Label(text))
        return found

    def example(self, finding: Finding) -> Sentence:
        """Numbers at which a formula is refuted, and the entries of a matrix that differ."""
        notes = dict(finding.note)
        where: list[Value] = [self.given(text) for key, text in finding.note if key == "where"]
        found = Sentence()
        if where and {"true", "found"} <= notes.keys():
            given = self.phrases.both(where if len(where) <= MANY else [*where[:MANY], "..."])
            values = {"found": Label(notes["found"]), "true": Label(notes["true"])}
            found += self.say("claims.explain.example", where=given, **values)
        entries = [f"({text})" for key, text in finding.note if key == "entry"]
        return (
            found + self.say("claims.explain.entries", entries=self.phrases.both(entries[:MANY])) if entries else found
        )

    def given(self, text: str) -> Sentence:
        """A quantity = a number."""
        name, _, number = text.partition(" = ")
        return sentence(Label(name) if "[" in name else self.value(name), " = ", Label(number))

    def causes(self, causes: Sequence[Cause]) -> Sentence:
        """The likeliest mistake at length, the others that give just these digits by name."""
        found = self.cause_at_length(causes[0])
        said = [cause for cause in causes[1:] if cause.misconception not in DOUBTS]
        names = dict.fromkeys(self.cause(cause) for cause in said)
        others = [name for name in names if name != self.cause(causes[0])][: MENTIONED - 1]
        if others:
            found += self.say("claims.explain.others", names=self.phrases.both(others))
        for cause in causes[1:]:
            if cause.misconception == "many":
                found += self.say("claims.explain.fit", count=dict(cause.values)["count"])
            elif cause.misconception in DOUBTS:
                found += self.cause_at_length(cause)
        return found

    def message(self, finding: Finding) -> Sentence:
        """The reader's own words on what it could not read."""
        found = dict(finding.note).get("message", "")
        return sentence(Label(found)) if found else Sentence()

    def read_as(self, entry: Entry) -> Sentence:
        """The quantities that a claim is about: one, or the first and the last of a matrix."""
        about = [f for f in entry.findings if f.quantity is not None and f.part not in PIECES] or [entry.leading]
        names = dict.fromkeys(self.naming.quantity(f.quantity) for f in about if f.quantity is not None)
        found: list[Value] = list(names)
        if len(found) > 2:
            return self.say("claims.read.many", first=found[0], last=found[-1])
        return self.phrases.both(found)


def words(
    found: Sequence[Entry], phrases: Phrases, naming: Naming | None = None, network: Network | None = None
) -> Words:
    """The words for one report; `network` is the spelled-out one, whose quantities are shown by their symbols."""
    tensors = {tensor.name: tensor for tensor in network.tensors()} if network is not None else {}
    numbers = {entry.leading.place: entry.number for entry in found}
    return Words(phrases, naming or Naming(phrases), numbers, tensors)
