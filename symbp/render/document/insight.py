"""What the gradients tell about learning: remarks that were computed, put into words."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symbp.insight import Insight
from symbp.language import Element, Tensor, adjoint, bases
from symbp.phrases import Math, Sentence
from symbp.phrases.sentence import Value

from ..mathematics.names import name
from ..mathematics.numerals import str_number
from .records import Block, Items, Section
from .writer import Writer, whole


def insight(writer: Writer, found: Sequence[Insight]) -> Section | None:
    """One item per kind of remark; quantities about which the same is said are listed together."""
    items: list[Sentence] = []
    for key in dict.fromkeys(remark.key for remark in found):
        same = [remark for remark in found if remark.key == key]
        if same[0].slope is None:
            items.append(together(writer, key, same))
        elif key == "arbitrary":
            items.append(arbitrary(writer, same))
        else:
            items.extend(about_slope(writer, remark) for remark in same)
    items = [item for item in items if item]
    if not items:
        return None
    block: Block = Items(tuple(items))
    return Section("insight", writer.say("section.insight"), (block,))


def together(writer: Writer, key: str, same: Sequence[Insight]) -> Sentence:
    """The remark for all tensors it holds for."""
    firsts = list(dict.fromkeys(derivative(writer, remark.tensors[0]) for remark in same))
    values: dict[str, Value] = {"tensors": writer.phrases.both(few(firsts))}
    if all(len(remark.tensors) > 1 for remark in same):
        pairs = dict.fromkeys(factor(writer, *remark.tensors) for remark in same)
        values["factors"] = writer.phrases.both(few(list(pairs)))
    return writer.say(f"insight.{key}", loss=Math(writer.pen.book.loss), **values)


def few(symbols: list[Math]) -> list[Math]:
    """At most four symbols: the first two and the last where there are more."""
    return symbols if len(symbols) <= 4 else [*symbols[:2], Math(r"\ldots"), symbols[-1]]


def derivative(writer: Writer, tensor: Tensor) -> Math:
    """The loss's derivative by the tensor, at its formal labels."""
    return Math(writer.pen.element(Element(adjoint(tensor), tuple(label.index for label in tensor.labels))))


def factor(writer: Writer, parameter: Tensor, tensor: Tensor) -> Math:
    """The tensor at the labels at which it stands in the parameter's gradient."""
    for base in bases(writer.derivation.result(parameter).answer):
        if isinstance(base, Element) and base.tensor == tensor:
            return Math(writer.pen.element(whole(base)))
    return Math(writer.pen.element(Element(tensor, tuple(label.index for label in tensor.labels))))


def arbitrary(writer: Writer, same: Sequence[Insight]) -> Sentence:
    """What holds whatever the functions are."""
    signs = [name(r.slope.function.letter or r.slope.function.name).latex for r in same if r.slope is not None]
    slopes = [Math(f"{sign}'") for sign in signs]
    both = writer.phrases.both
    return writer.say("insight.arbitrary", functions=both([Math(sign) for sign in signs]), slopes=both(slopes))


def about_slope(writer: Writer, remark: Insight) -> Sentence:
    """The bounds of an activation's slope, and what they do to the gradient with depth."""
    slope = remark.slope
    assert slope is not None
    sign = name(slope.function.letter or slope.function.name).latex
    values: dict[str, Value] = {"function": Math(sign), "slope": Math(f"{sign}'")}
    if remark.key == "depth":
        depth, value = remark.powers[-1]
        largest = str_number(remark.powers[0][1])
        values |= {"largest": Math(largest), "depth": depth}
        values["factor"] = Math(rf"\left({largest}\right)^{{{depth}}} \approx {scientific(value)}")
        return writer.say("insight.depth", **values)
    text = Sentence()
    if slope.largest is not None and slope.at is not None:
        text = writer.say(
            "insight.steepest", largest=Math(str_number(slope.largest)), at=Math(str_number(slope.at)), **values
        )
    elif slope.largest is not None:
        text = writer.say("insight.bounded", largest=Math(str_number(slope.largest)), **values)
    left, right = (None if end is None else end == 0 for end in (slope.far_left, slope.far_right))
    flat = {(True, True): "flat-both", (True, False): "flat-left", (False, True): "flat-right", (False, False): "steep"}
    key = flat.get((bool(left), bool(right))) if left is not None or right is not None else None
    return text + writer.say(f"insight.{key}", **values) if key else text


def scientific(value: Fraction) -> str:
    """A small number as a few digits times a power of ten."""
    digits, _, exponent = f"{float(value):.1e}".partition("e")
    return rf"{digits} \cdot 10^{{{int(exponent)}}}"
