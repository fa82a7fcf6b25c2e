"""The slope in any direction, by the engine's own chain rule, and why none is steeper than the gradient's own."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import sympy

from ..derivation import Derivation
from ..derive import derive
from ..language import (
    ONE,
    Element,
    Equation,
    Expression,
    Function,
    Functional,
    Network,
    Role,
    Tensor,
    X,
    adjoint,
    apply,
    as_expression,
)
from .claims import Chapter, Claim, Relation
from .letters import Letters, symbol
from .records import Heading, Point, Value
from .surd import square_root

COSINE = Function("cos", sympy.cos(X), elementary=True)
SINE = Function("sin", sympy.sin(X), elementary=True)


def unit(names: Letters, place: int) -> Tensor:
    """A component of the direction."""
    return Tensor(f"direction{place + 1}", role=Role.CONSTANT, letter=names.unit, below=str(place + 1))


def part(names: Letters, place: int) -> Tensor:
    """A component of the gradient."""
    return Tensor(f"gradient{place + 1}", role=Role.CONSTANT, letter=names.gradient, below=str(place + 1))


def corner(names: Letters, place: int, mark: str = "") -> Tensor:
    """A coordinate: where one stands, or moved along the direction."""
    name = names.plane[place]
    role = Role.INTERMEDIATE if mark else Role.CONSTANT
    return Tensor(f"coordinate{place + 1}{mark}", role=role, letter=name, below=mark)


def line(names: Letters) -> Network:
    """Any function of two variables along a straight line: each coordinate moves by its part of the direction."""
    away = Tensor("distance", role=Role.PARAMETER, letter=names.away)
    moved = [corner(names, place, names.away) for place in range(2)]
    height = Tensor("height", role=Role.LOSS, letter=names.height)
    equations = [
        Equation(Element(tensor), symbol(corner(names, place)) + symbol(away) * symbol(unit(names, place)))
        for place, tensor in enumerate(moved)
    ]
    function = Functional("function", tuple(Element(tensor) for tensor in moved), names.height)
    return Network("line", "", (*equations, Equation(Element(height), as_expression(function))), height)


def along(names: Letters) -> Derivation:
    """The slope by the distance along the direction."""
    return derive(line(names))


def proof(names: Letters) -> Chapter:
    """-|gradient| <= gradient . u <= |gradient| for every direction u, with equality on the left for one of them."""
    slopes = [symbol(part(names, place)) for place in range(2)]
    units = [symbol(unit(names, place)) for place in range(2)]
    length = Tensor("length", role=Role.CONSTANT, letter=names.steepest)
    angle = Tensor("angle", role=Role.CONSTANT, letter=names.angle)
    squares = slopes[0] ** 2 + slopes[1] ** 2
    known = (length, squares ** Fraction(1, 2))
    dot = slopes[0] * units[0] + slopes[1] * units[1]
    cross = slopes[0] * units[1] - slopes[1] * units[0]
    turn = Tensor("turn")
    on_circle = tuple(
        (unit(names, place), apply(function, symbol(turn))) for place, function in enumerate((COSINE, SINE))
    )
    atmost = Relation((dot**2, symbol(length) ** 2), ("<=",))
    opposite = tuple((unit(names, place), -slopes[place] / symbol(length)) for place in range(2))
    return Chapter(
        "steepest",
        (
            Claim(
                "gradient", tuple(Relation((slopes[n], symbol(adjoint(corner(names, n))))) for n in range(2)), "given"
            ),
            Claim("length", (Relation((symbol(length), known[1])),), "given"),
            Claim(
                "lagrange", (Relation((squares * (units[0] ** 2 + units[1] ** 2) - dot**2, cross**2)),), given=(known,)
            ),
            Claim("atmost", (atmost,), "square", (known, *on_circle), by=cross**2),
            Claim("range", (Relation((-symbol(length), dot, symbol(length)), ("<=", "<=")),), "root", (known,), atmost),
            Claim("opposite", tuple(Relation((symbol(t), body)) for t, body in opposite), "given"),
            Claim("unit", (Relation((units[0] ** 2 + units[1] ** 2, ONE)),), given=(known, *opposite)),
            Claim(
                "attained",
                (Relation((dot, -squares / symbol(length), -symbol(length)), ("=", "=")),),
                given=(known, *opposite),
            ),
            Claim("angle", (Relation((dot, symbol(length) * cosine(angle))),), given=turned(names, length, angle)),
        ),
    )


def cosine(angle: Tensor) -> Expression:
    """The cosine of an angle."""
    return apply(COSINE, symbol(angle))


def turned(names: Letters, length: Tensor, angle: Tensor) -> tuple[tuple[Tensor, Expression], ...]:
    """Gradient and direction by their lengths and angles, the direction turned further by the angle between them."""
    own = Tensor("turn")
    both = symbol(own) + symbol(angle)
    found: list[tuple[Tensor, Expression]] = []
    for place, function in enumerate((COSINE, SINE)):
        found.append((part(names, place), symbol(length) * apply(function, symbol(own))))
        found.append((unit(names, place), apply(function, both)))
    return tuple(found)


def headings(start: Point, direction: tuple[Decimal, ...]) -> tuple[Heading, ...]:
    """The directions of the axes, one that was asked for, and along and against the gradient."""
    count = len(start.at)
    if count == 1:
        (slope,) = start.slope
        return (Heading("right", 0, (Fraction(1),), slope), Heading("left", 0, (Fraction(-1),), -slope))
    axes = [tuple(Fraction(int(place == other)) for other in range(count)) for place in range(count)]
    found = [Heading("axis", place, axis, start.slope[place]) for place, axis in enumerate(axes)]
    if any(direction):
        own = scaled(tuple(Fraction(value) for value in direction))
        found.append(Heading("own", 0, own, dot(own, start.slope)))
    if any(start.slope):
        up = scaled(start.slope)
        down = tuple(-value for value in up)
        found += [Heading("up", 0, up, dot(up, start.slope)), Heading("down", 0, down, dot(down, start.slope))]
    return tuple(found)


def dot(one: tuple[Value, ...], other: tuple[Value, ...]) -> Value:
    """The scalar product."""
    total: Value = Fraction(0)
    for a, b in zip(one, other, strict=True):
        total = total + a * b
    return total


def scaled(vector: tuple[Value, ...]) -> tuple[Value, ...]:
    """The vector divided by its length, exactly where the length is rational."""
    square = dot(vector, vector)
    if isinstance(square, Fraction):
        root = square_root(square)
        if root.rational:
            return tuple(value / root.whole for value in vector)
    length = float(square) ** 0.5
    return tuple(float(value) / length for value in vector)
