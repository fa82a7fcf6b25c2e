"""The symbols of a descent: the learning rate, the step, points on the way, each by a letter that nothing else has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..language import Base, Element, Expression, Role, Tensor, as_expression, node, rewrite

RATES = ("eta", "gamma", "tau", "rho")
STEPS = ("k", "n", "j", "m")
FACTORS = ("q", "r", "p", "c")
UNITS = ("u", "w", "h", "d")
AWAY = ("t", "s", "r", "l")
PLANE = (("a", "b"), ("p", "r"), ("v", "w"), ("c", "d"))
VALUES = ("f", "g", "h", "F")
CURVES = ("lambda", "mu", "nu", "kappa")
STEEPEST = ("G", "S", "M", "N")
GRADIENTS = ("g", "s", "v", "z")
ANGLES = ("phi", "theta", "psi", "omega")


@node
class Letters:
    """Names of the variables and the value, then those that were still free.

    `rate`: the learning rate; `step`: the number of steps; `factor`: what one step multiplies by; `unit`: a direction;
    `away`: how far along it; `curve`: a curvature; `gradient`: the gradient; `steepest`: its length; `angle`: the angle
    between gradient and direction; `plane` and `height`: any function of two variables, if the function has only one.
    """

    variables: tuple[str, ...]
    value: str
    rate: str
    step: str
    factor: str
    unit: str
    away: str
    curve: str
    gradient: str
    steepest: str
    angle: str
    plane: tuple[str, ...]
    height: str

    def eta(self) -> Tensor:
        """The learning rate."""
        return Tensor("rate", role=Role.CONSTANT, letter=self.rate)

    def q(self, place: int | None = None, times: int = 0) -> Tensor:
        """The factor per step, that of a mode where there are several, or its power for `times` times the step."""
        power = "" if not times else self.step if times == 1 else f"{times}{self.step}"
        below = "" if place is None else str(place + 1)
        return Tensor(f"factor{below}^{power}", role=Role.CONSTANT, letter=self.factor, mark=power, below=below)

    def at(self, place: int, below: str) -> Tensor:
        """A variable at a point: the start "0", the minimum "*", after "k" or "k+1" steps."""
        name = self.variables[place]
        return Tensor(f"{name} at {below}", role=Role.CONSTANT, letter=name, below=below)

    def height_at(self, below: str) -> Tensor:
        """The value at a point."""
        return Tensor(f"{self.value} at {below}", role=Role.CONSTANT, letter=self.value, below=below)

    @property
    def next(self) -> str:
        """One step further."""
        return f"{self.step}+1"


def letters(variables: Sequence[str], value: str) -> Letters:
    """Letters for these names."""
    taken = {*variables, value}

    def free(candidates: Sequence[str]) -> str:
        found = next((sign for sign in candidates if sign not in taken), candidates[0] + "'")
        taken.add(found)
        return found

    rate, step, factor, unit, away = (free(pool) for pool in (RATES, STEPS, FACTORS, UNITS, AWAY))
    curve, gradient, steepest, angle = (free(pool) for pool in (CURVES, GRADIENTS, STEEPEST, ANGLES))
    plane, height = tuple(variables), value
    if len(variables) == 1:
        plane = next((pair for pair in PLANE if not taken & set(pair)), ("a'", "b'"))
        taken |= set(plane)
        height = free(VALUES)
    names = (tuple(variables), value)
    return Letters(*names, rate, step, factor, unit, away, curve, gradient, steepest, angle, plane, height)


def renamed(expression: Expression, new: Mapping[Tensor, Tensor]) -> Expression:
    """The expression with quantities in place of others."""

    def rule(base: Base) -> Expression | None:
        return symbol(new[base.tensor]) if isinstance(base, Element) and base.tensor in new else None

    return rewrite(expression, rule)


def symbol(tensor: Tensor) -> Expression:
    """A quantity without indices."""
    return as_expression(Element(tensor))
