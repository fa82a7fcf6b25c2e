"""The forward pass with numbers: every element's value, and its slopes by the elements its equation reads."""

from __future__ import annotations

from itertools import product

from symbp.language import Tensor

from .dual import Dual
from .field import Field, Undefined, Value
from .plan import Constraint, Plan
from .setting import Setting
from .view import Key, View

Node = tuple[str, Key]


class World:
    """One arithmetic at one setting and one random point; what is read is computed once.

    `facts` says whether data satisfy what the network declares about them.  `changed` elements have another value
    than their equation or the random point gives them.  Slopes are only found if `dual` is true.
    """

    def __init__(
        self,
        plan: Plan,
        setting: Setting,
        field: Field,
        *,
        facts: bool = True,
        dual: bool = True,
        changed: dict[Node, Value] | None = None,
    ) -> None:
        self.plan = plan
        self.setting = setting
        self.field = field
        self.facts = facts
        self.changed = changed or {}
        self.order: list[Node] = []
        self.slopes: dict[Node, dict[Node, Value]] = {}
        self._inside: dict[str, dict[Key, bool]] = {}
        self._values: dict[str, dict[Key, Value]] = {}
        self._reader: View = Reader(self) if dual else self

    def run(self) -> Value:
        """The whole forward pass, equation by equation, up to the loss.

        Raises:
            Undefined: a value does not exist at this point.
        """
        for equation in self.plan.network.equations:
            for labels in self.plan.labels(equation.tensor, self.setting):
                for at in self.plan.keys(equation.tensor, self.setting, labels):
                    self.element(equation.tensor, at)
        return self.element(self.plan.network.loss, ())

    def element(self, tensor: Tensor, at: Key) -> Value:
        """An element's value, 0 outside its tensor's range."""
        values = self._values.get(tensor.name)
        if values is None:
            values = self._values[tensor.name] = {}
        found = values.get(at)
        if found is None:
            found = values[at] = self.fresh(tensor, at)
        return found

    def inside(self, tensor: Tensor, at: Key) -> bool:
        """Whether an element is in its tensor's range."""
        known = self._inside.setdefault(tensor.name, {})
        found = known.get(at)
        if found is None:
            found = known[at] = self.plan.within(tensor, self.setting, at)
        return found

    def fresh(self, tensor: Tensor, at: Key) -> Value:
        """A value that was not asked for before."""
        if not self.inside(tensor, at):
            return 0
        node = (tensor.name, at)
        definition = self.plan.defined(tensor, self.setting, at)
        if node in self.changed:
            value = self.changed[node]
        elif definition is None:
            value = self.leaf(tensor, at)
        else:
            made = definition.program(self._reader, at)
            value = made.value if isinstance(made, Dual) else made
            if isinstance(made, Dual):
                self.slopes[node] = made.slopes  # type: ignore[assignment]
        self.order.append(node)
        return value

    def leaf(self, tensor: Tensor, at: Key) -> Value:
        """Data or a parameter; the last element of a constrained row is what is left of the row's sum."""
        rule = self.plan.constraints.get(tensor.name) if self.facts else None
        if rule is not None:
            sizes = self.plan.extents(tensor, self.setting, at[: len(tensor.labels)])
            last = {place: sizes[place - len(tensor.labels)] - 1 for place in rule.along}
            if all(at[place] == value for place, value in last.items()):
                return self.rest(rule, at, last)
        return self.field.leaf(tensor.role, tensor.name, at)

    def rest(self, rule: Constraint, at: Key, last: dict[int, int]) -> Value:
        """The constraint's value less all other elements of the row."""
        value = rule.value(self, at)
        for chosen in product(*(range(size + 1) for size in last.values())):
            other = list(at)
            for place, index in zip(last, chosen, strict=True):
                other[place] = index
            if tuple(other) != at:
                value = value - self.element(rule.tensor, tuple(other))
        return self.field.reduce(value)

    def whole(self, tensor: Tensor, labels: Key) -> list[Key]:
        """Every element of a tensor at these labels."""
        return self.plan.keys(tensor, self.setting, labels)

    def adjoint(self, tensor: Tensor, at: Key) -> Value:
        """The forward pass holds none."""
        raise Undefined("adjoint-in-the-forward-pass")

    def partial(self, of: Tensor, at: Key, by: Tensor, there: Key) -> Value:
        """The forward pass holds none."""
        raise Undefined("partial-in-the-forward-pass")


class Reader:
    """Reads elements as dual numbers, so that an equation yields its slopes along with its value."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.field = world.field
        self.setting = world.setting
        self.whole = world.whole
        self.adjoint = world.adjoint
        self.partial = world.partial

    def element(self, tensor: Tensor, at: Key) -> Value:
        """An element with slope 1 by itself; 0 outside its tensor's range."""
        value = self.world.element(tensor, at)
        return Dual(value, {(tensor.name, at): 1}) if self.world.inside(tensor, at) else value
