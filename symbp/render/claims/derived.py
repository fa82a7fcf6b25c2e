"""The steps of the derivation that give whole quantities: a vector, a matrix, the gradient by one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from symbp.language import Element, Tensor, adjoint, node

from ..document.assembly import boxed
from ..document.forward import assembled, component
from ..document.numbering import Numbering, key_of
from ..document.records import Display
from ..document.writer import Writer, display


@node
class RightStep:
    """The equation that gives a quantity: its lines, its number in the derivation, and the heading it stands under."""

    display: Display
    tag: str = ""
    anchor: str = ""


def derived(writer: Writer, numbers: Numbering, places: Mapping[str, str]) -> dict[Tensor, RightStep]:
    """The last line of every result, by the adjoint that it gives, and every forward equation by its tensor."""
    found: dict[Tensor, RightStep] = {}
    for equation in writer.network.equations:
        tag = numbers.forward[equation.tensor]
        lines = component(writer, equation) + assembled(writer, equation)
        found[equation.tensor] = RightStep(display(*lines), tag, places.get(f"eq-{tag}", ""))
    for result in writer.derivation.results:
        assert isinstance(result.quantity, Element)
        tag = numbers.tags[key_of(result)]
        final = replace(boxed(writer.at(result.quantity), result, tag), tag="", key="", boxed=False)
        found.setdefault(adjoint(key_of(result)[0]), RightStep(final, tag, places.get(f"eq-{tag}", "")))
    return found
