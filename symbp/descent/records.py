"""What descent consists of: a problem, the path for each learning rate, and all that is known about it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ..derivation import Derivation
from ..language import Expression, Network, Tensor, node
from .claims import Chapter
from .letters import Letters
from .surd import Surd

Value = Fraction | float
"""A coordinate: exact where the function is rational, a float elsewhere."""


SHAPES: dict[tuple[int, ...], str] = {
    (1,): "up",
    (-1,): "down",
    (0,): "line",
    (1, 1): "bowl",
    (-1, -1): "dome",
    (1, -1): "saddle",
    (1, 0): "valley",
    (0, -1): "ridge",
    (0, 0): "plane",
}


@node
class Problem:
    """A function of one or two variables, where descent starts, and the learning rates to try.

    `network` has one equation, which defines the function's value from the variables.  `direction` is one that the
    reader wants the slope in, or empty.
    """

    network: Network
    variables: tuple[Tensor, ...]
    start: tuple[Decimal, ...]
    rates: tuple[Decimal, ...]
    steps: int
    direction: tuple[Decimal, ...] = ()

    @property
    def body(self) -> Expression:
        """The function."""
        return self.network.equations[-1].body


@node
class Mode:
    """A direction in which a step multiplies the distance by 1 - rate*curvature, whatever the other direction does.

    `active`: the start lies off the minimum in this direction.
    """

    curvature: Surd
    direction: tuple[Surd, ...]
    active: bool = True


@node
class Quadratic:
    """A function whose second derivatives do not change: their matrix, where all slopes are 0, and the modes."""

    curvature: tuple[tuple[Fraction, ...], ...]
    rest: tuple[Fraction, ...] | None
    modes: tuple[Mode, ...]

    @property
    def shape(self) -> str:
        """What the signs of the curvatures make of it."""
        signs = tuple(sorted((mode.curvature.sign for mode in self.modes), reverse=True))
        return SHAPES[signs]


@node
class Point:
    """Where descent stands, the function's value and its slopes there."""

    at: tuple[Value, ...]
    value: Value
    slope: tuple[Value, ...]


@node
class Heading:
    """A direction at the start and the slope in it; `key` says which: "axis" by place, "own", "up", "down"; of one
    variable "right" and "left".
    """

    key: str
    place: int
    direction: tuple[Value, ...]
    slope: Value


@node
class Limit:
    """Where descent was seen to go, by many steps in floating point.

    Kinds: "settles" (at a point, with the curvatures there), "cycles" (between two points), "leaves" (grows without
    bound), "undefined" (left the function's domain) and "moving" (nothing of this within so many steps).
    """

    kind: str
    steps: int
    at: tuple[float, ...] = ()
    curvatures: tuple[float, ...] = ()


@node
class Course:
    """One learning rate: the path as far as it is shown, the factor per step in each mode, and the verdict.

    `leading` is the size of the factor that decides, the largest one that takes part.

    Verdicts: "rest", "one-step", "converges", "converges-changing", "slowly", "slowly-changing", "oscillates",
    "diverges", "unbounded", and for functions that are not quadratic also "stationary" (at rest, but at no minimum),
    "landed" (at rest where any other path would be thrown out), "undefined" and "moving".
    """

    rate: Decimal
    points: tuple[Point, ...]
    factors: tuple[Surd | float, ...]
    verdict: str
    leading: Surd | float | None = None
    limit: Limit | None = None


@node
class Checked:
    """How many equalities of one kind have one verdict, and how many values were compared for it.

    Keys: "slopes" and "curvatures" and "along" (derivations that were certified), "second" (second derivatives beside
    SymPy's own), "claims" (by SymPy, symbolically), "path" (every number of the tables once more), "closed" (the path
    of a quadratic function beside its closed form).
    """

    key: str
    kind: str
    count: int


@node
class Quotient:
    """What a reader can repeat: (above - below) / (2*apart), the values a little to both sides of the start."""

    apart: Decimal
    above: Value
    below: Value
    quotient: Value


@dataclass(frozen=True)
class Study:
    """Everything about a problem.

    `slope` are the derivatives by the variables, `curvatures` the second ones by each pair, row by row; `headings` are
    directions at the start, `quotients` one for each variable where the function has values beside the start.
    """

    problem: Problem
    slopes: Derivation
    slope: tuple[Expression, ...]
    curvatures: tuple[tuple[Expression, ...], ...]
    quadratic: Quadratic | None
    letters: Letters
    chapters: tuple[Chapter, ...]
    courses: tuple[Course, ...]
    along: Derivation
    headings: tuple[Heading, ...]
    quotients: tuple[Quotient, ...]
    checked: tuple[Checked, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many equalities have which verdict."""
        kinds = ("exact", "agrees", "refuted", "unknown")
        return {kind: sum(found.count for found in self.checked if found.kind == kind) for kind in kinds}

    @property
    def sound(self) -> bool:
        """Whether everything that was checked holds where it was looked at."""
        return not any(self.counts[kind] for kind in ("refuted", "unknown"))

    def chapter(self, key: str) -> Chapter | None:
        """The claims of that key, if there are any."""
        return next((found for found in self.chapters if found.key == key), None)
