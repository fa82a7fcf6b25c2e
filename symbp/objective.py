"""Where a network ends: the loss of each output, what it adds up to, and penalties on the weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from .language import Element, Equation, Expression, Extent, Fact, Index, Role, Tensor, element, size_number, total
from .layout import BATCH, Layout, at, order, output
from .library import Own, find

Read = Callable[[Index], Expression]
STRENGTH = "lambda"
NAMES = "jklpqrsuv"


def loss_part(loss: str | Own, a: Read, y: Read, index: Index) -> Expression:
    """The loss of the output at an index, its target there.

    Raises:
        SpecError: a loss that is not known.
    """
    module = find("losses", loss, "loss")
    made: Expression
    if hasattr(module, "part"):
        made = module.part(a(index), y(index))
    else:
        made = module.formula(a, y, index)
    return made


def averages(loss: str | Own) -> bool:
    """Whether a loss is the mean of its parts, not their sum."""
    return bool(getattr(find("losses", loss, "loss"), "MEAN", False))


def loss_equations(
    outputs: Tensor, width: Extent, loss: str | Own, layout: Layout, penalty: Sequence[Equation] = ()
) -> list[Equation]:
    """The loss of each output, and their sum (or mean), averaged over the examples, plus a penalty."""
    j = Index("j", width)
    y = Tensor("y", outputs.sizes, Role.TARGET, letter="y")
    e = Tensor("E", outputs.sizes, Role.PART, letter="E")
    c = Tensor("C", (), Role.LOSS, letter="C")
    body = at(e, j, layout)
    bound: tuple[Index, ...] = (j,)
    if averages(loss):
        body = body / size_number(width)
    if layout.examples != "one":
        body = body / size_number(BATCH.size)
        bound = (BATCH, j)
    part = loss_part(loss, lambda i: at(outputs, i, layout), lambda i: at(y, i, layout), j)
    return [
        Equation(output(e, j, layout), part, str(loss), kept=False),
        *penalty,
        Equation(Element(c), penalised(total(body, *bound), penalty), "loss"),
    ]


def loss_facts(loss: str | Own, width: Extent, layout: Layout) -> tuple[Fact, ...]:
    """What the loss declares about its targets."""
    module = find("losses", loss, "loss")
    if not hasattr(module, "facts"):
        return ()
    j = Index("j", width)
    y = Tensor("y", order((width,), layout), Role.TARGET, letter="y")
    return (Fact(*module.facts(at(y, j, layout), j)),)


def penalty_equation(penalty: str | Own, weights: Sequence[Tensor]) -> Equation:
    """R, the penalty of every single weight added up; the loss takes lambda times as much.

    Raises:
        SpecError: a penalty that is not known.
    """
    part = find("penalties", penalty, "penalty").part
    body = Expression()
    for weight in weights:
        indices = [Index(name, size) for name, size in zip(NAMES, weight.sizes, strict=False)]
        body += total(part(element(weight, *indices)), *indices)
    return Equation(Element(Tensor("R", (), letter="R")), body, str(penalty), kept=False)


def penalised(loss: Expression, penalty: Sequence[Equation]) -> Expression:
    """A loss with lambda times a penalty, if there is one."""
    for equation in penalty:
        loss += element(Tensor(STRENGTH, (), Role.CONSTANT)) * element(equation.tensor)
    return loss
