"""A step's reason in words: which phrase fits, and what fills its places."""

from __future__ import annotations

from symbp.derivation import Result, Step
from symbp.language import Apply, Element, Expression, Fact, Group, Tensor, bases
from symbp.phrases import Math, Sentence
from symbp.phrases.sentence import Value

from .facts import above, bound_letters, brackets, has_slope, new_elements, partials, slope_relation, summed
from .numbering import Numbering
from .writer import Writer, equation_link


def chain_text(writer: Writer, result: Result) -> Sentence:
    """Through what the loss depends on the quantity."""
    step = result.steps[0]
    through = partials(step.expression)
    names = []
    for term in step.expression.terms:
        inner = writer.pen.scope(term.bound)
        names += [Math(inner.element(partial.of)) for partial in partials(Expression((term,)))]
    names = list(dict.fromkeys(names))
    letters = bound_letters(writer.pen, step.expression)
    values: dict[str, Value] = {
        "loss": Math(writer.pen.book.loss),
        "by": Math(writer.pen.element(through[0].by)),
        "of": writer.phrases.both(names),
        "indices": writer.phrases.both([Math(letter) for letter in letters]),
    }
    if not above(result):
        key = "seed"
    elif len(through) > 1:
        key = "fork"
    elif not letters:
        key = "single"
    else:
        key = "collapsing" if any(later.reason == "kronecker" for later in result.steps) else "only"
    return writer.tell(f"step.chain.{key}", **values)


def kronecker_text(writer: Writer, before: Step, step: Step) -> Sentence:
    """Which bracket collapses which sum, or why some sum stays."""
    old = brackets(writer.pen, before.expression)
    now = brackets(writer.pen, step.expression)
    gone = [Math(bracket) for bracket in old if bracket not in now] or [Math(bracket) for bracket in old]
    left = summed(step.expression)
    several = sum(bool(brackets(writer.pen, Expression((term,)))) for term in before.expression.terms) > 1
    key = "partly" if any(left) and not all(left) else "several" if several else "all"
    letters = [Math(letter) for letter in bound_letters(writer.pen, before.expression)]
    bare = [Math(bracket.latex.strip("[]")) for bracket in gone]
    both = writer.phrases.both
    return writer.tell(f"step.kronecker.{key}", brackets=both(gone), equal=both(bare), indices=both(letters))


def slope_text(writer: Writer, before: Step, step: Step) -> Sentence:
    """The derivative of the activation in its output."""
    relation = slope_relation(before.expression, step.expression)
    if relation is None:
        return writer.say("step.slope.some")
    slope, value = relation
    return writer.tell("step.slope.one", relation=Math(f"{writer.latex(slope)} = {writer.latex(value)}"))


def substitute_text(writer: Writer, numbering: Numbering, result: Result, step: Step) -> Sentence:
    """Which known result is put in."""
    known = [u for u in step.using if isinstance(u, Tensor)]
    tags = [numbering.result(tensor.of or tensor, result.case) for tensor in known]
    links = [equation_link(tag) for tag in dict.fromkeys(tags) if tag is not None]
    if not links:
        return writer.say("step.substitute.plain")
    return writer.say("step.substitute.known", link=writer.phrases.both(links))


def fact_text(writer: Writer, step: Step) -> Sentence:
    """The fact that is used."""
    facts = [u for u in step.using if isinstance(u, Fact)]
    if not facts:
        return writer.say("step.fact.plain")
    fact = facts[0]
    key = "declared" if fact.declared else "known"
    equal = Math(f"{writer.latex(fact.left)} = {writer.latex(fact.right)}")
    return writer.say(f"step.fact.{key}", fact=equal, name=fact_name(writer, fact))


def fact_name(writer: Writer, fact: Fact) -> Sentence:
    """The fact's own words, if the language has them."""
    key = f"fact.{fact.name}"
    return writer.say(key) if key in writer.phrases else Sentence()


def fold_text(writer: Writer, numbering: Numbering, before: Step, step: Step) -> Sentence:
    """Which definition is recognised."""
    found = [
        element for element in new_elements(before.expression, step.expression) if element.tensor in numbering.forward
    ]
    if not found:
        return writer.say("step.fold.plain")
    tensors = tuple(dict.fromkeys(element.tensor for element in found))
    links = writer.phrases.both([equation_link(numbering.forward[tensor]) for tensor in tensors])
    names = writer.phrases.both([Math(writer.pen.element(Element(t, found[0].labels))) for t in tensors])
    return writer.say("step.fold.known", names=names, link=links)


def unfolded(writer: Writer, result: Result) -> Sentence:
    """That a slope stays as it is, because no form of it in the activation's output was found; said once for each."""
    for base in bases(result.answer):
        if isinstance(base, Apply) and base.order == 1 and base.function.formula is not None:
            slope = writer.math(base)
            if (key := f"step.slope.none {base.function.name}") not in writer.told:
                writer.told.add(key)
                return writer.say("step.slope.none", slope=slope)
    return Sentence()


def remarks(writer: Writer, before: Step | None, step: Step) -> tuple[Sentence, ...]:
    """The mistake that is often made at this step, where it is first met."""
    found: list[Sentence] = []
    if step.reason == "chain" and len(partials(step.expression)) > 1:
        found.append(writer.once("mistake.fork"))
    if step.reason == "slope":
        found.append(writer.once("mistake.slope"))
    if step.reason == "kronecker" and before is not None and any(summed(step.expression)):
        if brackets(writer.pen, before.expression) and not all(summed(step.expression)):
            found.append(writer.once("mistake.diagonal"))
    if step.reason == "substitute" and has_slope(step.expression) and has_difference(step.expression):
        found.append(writer.once("mistake.twice"))
    return tuple(remark for remark in found if remark)


def has_difference(expression: Expression) -> bool:
    """Whether a parenthesis with one plain quantity less another stands in it."""
    groups = [base.body.terms for base in bases(expression) if isinstance(base, Group)]
    plain = [terms for terms in groups if all(len(t.factors) == 1 and t.factors[0][1] == 1 for t in terms)]
    return any(sorted(term.coefficient for term in terms) == [-1, 1] for terms in plain)
