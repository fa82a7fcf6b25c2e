"""What one step does to the distance from the minimum, and which learning rates make it smaller."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symbp.descent.bound import ranges
from symbp.descent.claims import Chapter, Claim
from symbp.language import Tensor, as_expression
from symbp.phrases import Math, Sentence, sentence

from ..document.records import Block, Paragraph, Remark, Section, Step, Steps, Table
from ..mathematics.expressions import formula
from .scribe import Scribe, claim_step
from .slope import shape

ROWS = ("below", "at-once", "between", "cycle", "above")


def factor_section(scribe: Scribe) -> Section:
    """The factor per step."""
    chapter = scribe.study.chapters[0]
    blocks: list[Block] = [Paragraph(scribe.say(f"descent.{chapter.key}.lead"))]
    number = scribe.numbers["factor"]
    result = last_of(chapter, "repeat", "near", "local", "drift")
    steps: list[Step] = []
    for claim in merged(chapter.claims):
        text = scribe.say(f"descent.step.{wording(scribe, claim)}", **names(scribe, claim))
        last = claim.reason == result.reason
        steps.append(claim_step(scribe, scribe.writer, claim, number, len(steps) + 1, text, last=last))
    blocks.append(Steps(tuple(steps)))
    blocks.append(Remark(scribe.writer.say("words.name"), scribe.say(f"descent.{chapter.key}.words{scribe.several}")))
    return scribe.section("factor", scribe.say(f"descent.section.{chapter.key}"), blocks)


def merged(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, neighbours for one and the same reason shown as one."""
    found: list[Claim] = []
    for claim in claims:
        if found and found[-1].reason == claim.reason:
            found[-1] = replace(found[-1], relations=found[-1].relations + claim.relations)
        else:
            found.append(claim)
    return found


def last_of(chapter: Chapter, *reasons: str) -> Claim:
    """The claim that is the chapter's result: the last of the first of these reasons that it has."""
    for reason in reasons:
        found = [claim for claim in chapter.claims if claim.reason == reason]
        if found:
            return found[-1]
    return chapter.claims[-1]


def wording(scribe: Scribe, claim: Claim) -> str:
    """The key of a claim's words."""
    if claim.reason == "minimum":
        found = scribe.study.quadratic
        flat = found is not None and any(not mode.curvature.sign for mode in found.modes)
        return "minimum.one-of-many" if flat else "minimum.text"
    if claim.reason == "collect" and found_at_zero(scribe):
        return "collect.at-zero"
    if claim.reason == "modes" and not any(other.reason == "distance" for other in scribe.study.chapters[0].claims):
        return "modes.apart"
    return f"{claim.reason}.text"


def found_at_zero(scribe: Scribe) -> bool:
    """Whether the minimum is where all variables are 0, so that these are distances themselves."""
    found = scribe.study.quadratic
    return found is not None and found.rest is not None and not any(found.rest)


def names(scribe: Scribe, claim: Claim) -> dict[str, Sentence | Math]:
    """What the words of a claim mention besides the common names."""
    found: dict[str, Sentence | Math] = {}
    if claim.reason in ("distance", "collect", "modes", "repeat", "local", "near"):
        found["update"] = sentence(scribe.place("update"))
    if claim.reason == "repeat":
        found["once"] = sentence(scribe.place("collect" if "collect" in scribe.places else "modes"))
    return found


def bound_section(scribe: Scribe) -> Section:
    """The bound on the learning rate, or why there is none."""
    chapter = scribe.study.chapters[1]
    title = scribe.say("descent.section.bound")
    if chapter.key == "no-bound":
        blocks: list[Block] = [Paragraph(scribe.say(f"descent.no-bound.{shape(scribe)}"))]
        steps = [
            claim_step(
                scribe,
                scribe.writer,
                claim,
                scribe.numbers["bound"],
                1,
                scribe.say(f"descent.step.{claim.reason}.text"),
                last=True,
            )
            for claim in chapter.claims
        ]
        return scribe.section("bound", title, [*blocks, Steps(tuple(steps))] if steps else blocks)
    general = scribe.study.quadratic is None
    curve = Tensor("curvature", letter=scribe.study.letters.curve)
    key = "general" if general else "modes" if len(scribe.study.problem.variables) > 1 else "lead"
    blocks = [Paragraph(scribe.say(f"descent.bound.{key}", curvature=scribe.math(curve)))]
    blocks.append(Steps(tuple(bound_steps(scribe, chapter.claims))))
    blocks.append(Remark(scribe.writer.say("words.name"), scribe.say(f"descent.bound.words{scribe.several}")))
    table = ranges_table(scribe)
    if table is not None:
        blocks += [Paragraph(scribe.say("descent.bound.ranges")), table]
    blocks.append(Remark(scribe.writer.say("mistake.name"), scribe.say("descent.mistake.bound")))
    return scribe.section("bound", title, blocks)


def bound_steps(scribe: Scribe, claims: Sequence[Claim]) -> list[Step]:
    """The inequality, line by line."""
    steps = []
    for place, claim in enumerate(claims, start=1):
        text = scribe.say(f"descent.step.{claim.reason}.text", by=Math(formula_of(scribe, claim)))
        last = place == len(claims)
        steps.append(claim_step(scribe, scribe.writer, claim, scribe.numbers["bound"], place, text, last=last))
    return steps


def formula_of(scribe: Scribe, claim: Claim) -> str:
    """What all parts are changed by."""
    return "" if claim.by is None else formula(scribe.writer.pen, claim.by)


def ranges_table(scribe: Scribe) -> Table | None:
    """What happens from one range of rates to the next, where there is one factor."""
    found = scribe.study.quadratic
    limits = None if found is None else ranges(found)
    if limits is None:
        return None
    once, largest = (scribe.formula(as_expression(limit)) for limit in limits)
    rate, factor = scribe.latex(scribe.study.letters.eta()), scribe.latex(scribe.study.letters.q())
    rates = (
        rf"0 \lt {rate} \lt {once}",
        f"{rate} = {once}",
        rf"{once} \lt {rate} \lt {largest}",
        f"{rate} = {largest}",
        rf"{rate} \gt {largest}",
    )
    factors = (rf"0 \lt {factor} \lt 1", f"{factor} = 0", rf"-1 \lt {factor} \lt 0", f"{factor} = -1")
    rows = tuple(
        (sentence(Math(one)), sentence(Math(other)), scribe.say(f"descent.range.{key}"))
        for one, other, key in zip(rates, (*factors, rf"{factor} \lt -1"), ROWS, strict=True)
    )
    head = (sentence(Math(rate)), sentence(Math(factor)), scribe.say("descent.box.happens"))
    return Table(head, rows, wide=(2,))
