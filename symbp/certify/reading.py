"""Reading elements: those of tensors, of adjoints, of whole arguments, and partial derivatives."""

from __future__ import annotations

from collections.abc import Callable

from symbp.language import Element, Functional, FunctionalSlope, Partial, Role, Tensor

from .dual import functional
from .field import Value
from .setting import Slots, key
from .view import Key, Run, View


def element(base: Element, slots: Slots) -> Run:
    """An element of a tensor, or of an adjoint."""
    tensor, at = base.tensor, key(base.labels + base.indices, slots)
    if tensor.role is Role.ADJOINT:
        assert tensor.of is not None
        of = tensor.of
        return lambda view, env: view.adjoint(of, at(view.setting, env))
    return lambda view, env: view.element(tensor, at(view.setting, env))


def arguments(base: Functional, slots: Slots) -> Callable[[View, list[int]], list[tuple[Tensor, Key]]]:
    """Every element an arbitrary function depends on, in order."""
    tensors = tuple((argument.tensor, key(argument.labels, slots)) for argument in base.arguments)
    return lambda view, env: [(t, at) for t, labels in tensors for at in view.whole(t, labels(view.setting, env))]


def whole(base: Functional, slots: Slots) -> Run:
    """The value of an arbitrary function."""
    name, read = base.name, arguments(base, slots)
    return lambda view, env: functional(view.field, name, [view.element(*at) for at in read(view, env)])


def slope_of(base: FunctionalSlope, slots: Slots) -> Run:
    """The derivative of an arbitrary function by one element, over all places where it is an argument."""
    name, read = base.functional.name, arguments(base.functional, slots)
    tensor, at = base.by.tensor, key(base.by.labels + base.by.indices, slots)

    def run(view: View, env: list[int]) -> Value:
        wanted, found = (tensor, at(view.setting, env)), read(view, env)
        values = [view.element(*one) for one in found]
        places = [place for place, one in enumerate(found) if one == wanted]
        return view.field.reduce(sum(view.field.functional_slope(name, place, values) for place in places))

    return run


def partial(base: Partial, slots: Slots) -> Run:
    """A partial derivative, taken from the equation itself."""
    of, by = base.of.tensor, base.by.tensor
    here = key(base.of.labels + base.of.indices, slots)
    there = key(base.by.labels + base.by.indices, slots)
    return lambda view, env: view.partial(of, here(view.setting, env), by, there(view.setting, env))
