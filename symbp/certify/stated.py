"""An adjoint as a derivation states it: the answer of its result, at any element."""

from __future__ import annotations

from symbp.derivation import Result
from symbp.language import Element, Index, Tensor

from .evaluator import Program
from .field import Field, Value
from .setting import Setting, Unbound, position
from .view import Key, View


class Stated:
    """A result's answer as a function of the labels and indices of its quantity.

    Raises:
        Unbound: the answer mentions an index that the quantity does not have.
    """

    def __init__(self, result: Result) -> None:
        quantity = result.quantity
        assert isinstance(quantity, Element) and quantity.tensor.of is not None
        self.name = quantity.tensor.of.name
        at = quantity.labels + quantity.indices
        formal = tuple(p for p in at if isinstance(p, Index))
        self._places = tuple(place for place, p in enumerate(at) if isinstance(p, Index))
        self._pinned = tuple((place, position(p, {})) for place, p in enumerate(at) if not isinstance(p, Index))
        self._program = Program(result.answer, formal)

    def covers(self, setting: Setting, at: Key) -> bool:
        """Whether the result is about an element, which it is not where it is about the last layer alone."""
        return all(at[place] == value(setting, []) for place, value in self._pinned)

    def __call__(self, view: View, at: Key) -> Value:
        """The stated value of one element."""
        return self._program(view, tuple(at[place] for place in self._places))


def state(result: Result) -> tuple[Stated, ...]:
    """What a result states; nothing if it is no formula of its own indices."""
    if not result.steps or not isinstance(result.quantity, Element) or result.quantity.tensor.of is None:
        return ()
    try:
        return (Stated(result),)
    except Unbound:
        return ()


def covering(stated: tuple[Stated, ...], tensor: Tensor, setting: Setting, at: Key) -> Stated | None:
    """The statement about one element's adjoint, if there is one."""
    for one in stated:
        if one.name == tensor.name and one.covers(setting, at):
            return one
    return None


class StatedView:
    """Reads adjoints whose results are wrong as those results state them."""

    def __init__(self, view: View, stated: tuple[Stated, ...]) -> None:
        self.field: Field = view.field
        self.setting: Setting = view.setting
        self.view = view
        self.stated = stated
        self.element = view.element
        self.whole = view.whole
        self.partial = view.partial

    def adjoint(self, tensor: Tensor, at: Key) -> Value:
        """As stated, or true."""
        found = covering(self.stated, tensor, self.setting, at)
        return self.view.adjoint(tensor, at) if found is None else found(self, at)
