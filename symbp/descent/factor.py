"""What one step multiplies the distance to the minimum by, as claims in the order of the argument."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from ..language import ZERO, Element, Expression, Partial, Tensor, as_expression
from .claims import Chapter, Claim, Induction, Relation
from .evaluate import exact
from .letters import Letters, renamed, symbol
from .records import Mode, Problem, Quadratic
from .surd import Surd

Given = tuple[tuple[Tensor, Expression], ...]


class Track:
    """The names that the claims of one problem share."""

    def __init__(self, problem: Problem, slope: Sequence[Expression], names: Letters) -> None:
        self.problem, self.slope, self.names = problem, tuple(slope), names
        self.places = range(len(problem.variables))
        self.rate = symbol(names.eta())

    def points(self, below: str) -> tuple[Tensor, ...]:
        """The coordinates of a point."""
        return tuple(self.names.at(place, below) for place in self.places)

    def at(self, body: Expression, below: str) -> Expression:
        """A formula in the variables, at a point."""
        return renamed(body, dict(zip(self.problem.variables, self.points(below), strict=True)))

    def updates(self) -> Given:
        """What each coordinate is after one step more."""
        now = [symbol(tensor) for tensor in self.points(self.names.step)]
        moves = (-(self.rate * self.at(body, self.names.step)) for body in self.slope)
        pairs = zip(self.points(self.names.next), now, moves, strict=True)
        return tuple((then, old + move) for then, old, move in pairs)

    def update(self) -> Claim:
        """The rule itself."""
        relations = tuple(Relation((symbol(then), body)) for then, body in self.updates())
        return Claim("update", relations, "given")


def quadratic_factor(track: Track, found: Quadratic) -> Chapter:
    """Slopes are the curvatures times the distance, so a step multiplies the distance by a number in every mode."""
    if found.rest is None:
        return Chapter("drift", (track.update(), *drift(track, found)))
    rest: Given = tuple(
        (tensor, as_expression(value)) for tensor, value in zip(track.points("*"), found.rest, strict=True)
    )
    claims = [minimum(track, rest), track.update()]
    known = (*rest, *track.updates())
    coupled = len(track.places) == 2 and bool(found.curvature[0][1])
    if coupled or any(found.rest):
        claims.append(distances(track, found, known))
    claims.append(collected(track, found, known))
    several = len(found.modes) > 1
    for number, mode in enumerate(found.modes):
        claims.append(repeated(track, found, mode, known, number if several else None))
    if not several:
        claims.append(height(track, found, rest))
    return Chapter("factor", tuple(claims))


def minimum(track: Track, rest: Given) -> Claim:
    """Where all slopes are 0."""
    zero = tuple(Relation((track.at(body, "*"), ZERO)) for body in track.slope)
    return Claim("minimum", (*zero, *(Relation((symbol(tensor), value)) for tensor, value in rest)), given=rest)


def away(track: Track, below: str, rest: Sequence[Fraction]) -> list[Expression]:
    """The distances of all coordinates from the minimum; where that is 0, the coordinates themselves."""
    pairs = zip(track.points(below), track.points("*"), rest, strict=True)
    return [symbol(tensor) - symbol(star) if value else symbol(tensor) for tensor, star, value in pairs]


def along(track: Track, below: str, rest: Sequence[Fraction], mode: Mode) -> Expression:
    """The distance in the direction of a mode, times a number."""
    total = ZERO
    for part, weight in zip(away(track, below, rest), mode.direction, strict=True):
        if weight.sign:
            total = total + weight.expression() * part
    return total


def distances(track: Track, found: Quadratic, known: Given) -> Claim:
    """The minimum taken from both sides, every slope written as curvatures times distances."""
    assert found.rest is not None
    now, then = (away(track, below, found.rest) for below in (track.names.step, track.names.next))
    relations = []
    for place, row in enumerate(found.curvature):
        slope = ZERO
        for entry, part in zip(row, now, strict=True):
            slope = slope + as_expression(entry) * part
        relations.append(Relation((then[place], now[place] - track.rate * slope)))
    return Claim("distance", tuple(relations), given=known)


def stretch(track: Track, curvature: Surd | Expression) -> Expression:
    """1 - curvature * rate."""
    value = curvature.expression() if isinstance(curvature, Surd) else curvature
    return as_expression(1) - value * track.rate


def collected(track: Track, found: Quadratic, known: Given) -> Claim:
    """In the direction of every mode, the new distance is a factor times the old one."""
    assert found.rest is not None
    relations = []
    for mode in found.modes:
        left, right = (along(track, below, found.rest, mode) for below in (track.names.next, track.names.step))
        relations.append(Relation((left, stretch(track, mode.curvature) * right)))
    return Claim("collect" if len(found.modes) == 1 else "modes", tuple(relations), given=known)


def repeated(track: Track, found: Quadratic, mode: Mode, known: Given, number: int | None) -> Claim:
    """After any number of steps, the factor to that power."""
    assert found.rest is not None
    names = track.names
    factor, power = names.q(number), names.q(number, 1)
    definition = Relation((symbol(factor), stretch(track, mode.curvature)))
    left, right = (along(track, below, found.rest, mode) for below in (names.step, "0"))
    walk = Induction(track.points(names.step), track.points("0"), track.points(names.next), power, factor)
    everything = (*known, (factor, definition.parts[1]))
    relations = (definition, Relation((left, symbol(power) * right)))
    return Claim("repeat", relations, "induction", everything, induction=walk)


def height(track: Track, found: Quadratic, rest: Given) -> Claim:
    """The value above the minimum is multiplied by the square of the factor."""
    assert found.rest is not None
    names, body = track.names, track.problem.body
    power, twice = names.q(None, 1), names.q(None, 2)
    now, first, star = (names.height_at(below) for below in (names.step, "0", "*"))
    start, still = symbol(track.points("0")[0]), symbol(track.points("*")[0])
    origin = dict(zip(track.problem.variables, found.rest, strict=True))
    level = as_expression(exact(body, origin))
    given = (
        *rest,
        (now, track.at(body, names.step)),
        (first, track.at(body, "0")),
        (star, track.at(body, "*")),
        (track.points(names.step)[0], still + symbol(power) * (start - still)),
        (twice, symbol(power) ** 2),
    )
    above = [symbol(one) - symbol(star) for one in (now, first)]
    relations = (Relation((symbol(star), level)), Relation((above[0], symbol(twice) * above[1])))
    return Claim("height", relations, given=given)


def drift(track: Track, found: Quadratic) -> Iterator[Claim]:
    """Where no point has slope 0, some direction goes on by the same amount for ever."""
    flat = next(mode for mode in found.modes if not mode.curvature.sign)
    then, now = (
        sum((w.expression() * symbol(t) for w, t in zip(flat.direction, track.points(below), strict=True)), ZERO)
        for below in (track.names.next, track.names.step)
    )
    slope = sum((w.expression() * body for w, body in zip(flat.direction, track.slope, strict=True)), ZERO)
    level = renamed_to_start(track, slope)
    yield Claim("drift", (Relation((then, now - track.rate * level)),), given=track.updates())


def renamed_to_start(track: Track, slope: Expression) -> Expression:
    """The slope in a direction where it is the same everywhere: a number."""
    origin = dict.fromkeys(track.problem.variables, Fraction(0))
    return as_expression(exact(slope, origin))


def general_factor(track: Track, curvatures: Sequence[Sequence[Expression]]) -> Chapter:
    """Near a point with slope 0, a step multiplies small distances by its own slopes there."""
    names = track.names
    now, then = track.points(names.step), track.points(names.next)
    relations = []
    for row, new in enumerate(then):
        for column, old in enumerate(now):
            own = as_expression(1 if row == column else 0)
            bent = track.rate * track.at(curvatures[row][column], names.step)
            left = as_expression(Partial(Element(new), Element(old)))
            relations.append(Relation((left, own - bent)))
    claims = [track.update(), Claim("local", tuple(relations), "derivative", track.updates())]
    if len(now) == 1:
        claims.append(near(track, curvatures[0][0]))
    return Chapter("local", tuple(claims))


def near(track: Track, curvature: Expression) -> Claim:
    """To first order, the new distance is the factor times the old one."""
    names = track.names
    (now,), (then,), (star,) = track.points(names.step), track.points(names.next), track.points("*")
    bent = track.at(curvature, "*")
    left = symbol(then) - symbol(star)
    right = (as_expression(1) - track.rate * bent) * (symbol(now) - symbol(star))
    still = -(track.rate * track.at(track.slope[0], "*"))
    walk = Induction((now,), (star,), (then,), then, then)
    return Claim("near", (Relation((left, right), ("~",)),), "linear", track.updates(), by=still, induction=walk)
