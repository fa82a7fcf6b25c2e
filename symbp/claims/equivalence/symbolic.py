"""All quantities of a network as polynomials, so that what is equal needs no sampling."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ...certify.field import Undefined, Value
from ...certify.plan import Plan
from ...certify.setting import Setting
from ...certify.world import Node, World
from .data import Data, Numbers, numbers
from .exact import Exact
from .polynomial import TooLarge

DIGITS = 60  # in front of the point or behind it
FORWARD = 20_000  # products of terms that the forward pass may take


class Symbolic(Data):
    """Data of one world, whose values are polynomials in the data and parameters.

    Derivatives of the loss are followed up to those in `known`, each of which is an atom; with None all are.
    """

    def __init__(self, plan: Plan, setting: Setting, field: Exact) -> None:
        world = World(plan, setting, field)
        super().__init__(plan, setting, (world,))
        self.ring = field.ring
        self.same = field.same
        world.run()
        self.loss: Node = (plan.network.loss.name, ())
        self.known: frozenset[Node] | None = None
        self.readers: dict[Node, list[tuple[Node, Value]]] = {}
        for node, slopes in world.slopes.items():
            for read, slope in slopes.items():
                self.readers.setdefault(read, []).append((node, slope))
        self._adjoints: dict[Node, Value] = {}

    def derivative(self, of: Node, by: Node) -> Numbers:
        """The total derivative; of the loss in terms of what is known."""
        if of != self.loss:
            return super().derivative(of, by)
        return numbers([sum((self.adjoint(node) for node in self.sharing(by)), self.ring.constant(0))])

    def constant(self, value: Decimal | Fraction | int) -> Numbers:
        """The number exactly.

        Raises:
            TooLarge: it has too many digits.
        """
        if isinstance(value, Decimal) and not (value.is_finite() and abs(value.adjusted()) < DIGITS):
            raise TooLarge
        return numbers([self.ring.constant(Fraction(value))])

    def knowing(self, known: frozenset[Node] | None) -> None:
        """Take these derivatives of the loss as known from here on."""
        self.known = known
        self._adjoints = {}

    def adjoint(self, node: Node) -> Value:
        """The derivative of the loss: the sum over all that read an element of adjoint times slope."""
        if self.known is None or node in self.known:
            return self.ring.atom("adjoint", node)
        if node == self.loss:
            return self.ring.constant(1)
        if node not in self._adjoints:
            made = self.ring.constant(0)
            for reader, slope in self.readers.get(node, ()):
                made += self.adjoint(reader) * slope
            self._adjoints[node] = made
        return self._adjoints[node]


def symbolic(plan: Plan, setting: Setting, *, written: bool) -> Symbolic | None:
    """The polynomials; None where the network has none of a size that can be worked with."""
    try:
        return Symbolic(plan, setting, Exact(FORWARD, written=written))
    except (TooLarge, Undefined, ZeroDivisionError):
        return None
