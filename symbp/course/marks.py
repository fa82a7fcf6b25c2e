"""Marks: points for each claim by a scheme, with or without credit for what follows from one's own numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ..claims.entries import Entry, entries
from ..claims.judge import judge
from ..claims.reading import read_submission
from ..claims.records import Finding, Quantity, Report, Verdict
from ..errors import SpecError
from ..language import Network
from ..spec.file import table_of
from ..spec.name import shown
from ..spec.table import Table

KINDS = ("value", "derivative", "update", "formula", "other")
CREDIT = {
    "right": Fraction(1),
    "rounded": Fraction(1),
    "carried": Fraction(1),
    "wrong": Fraction(0),
    "unreadable": Fraction(0),
    "undecided": Fraction(0),
    "not answered": Fraction(0),
}
MOST = 1_000_000


@dataclass(frozen=True)
class Scheme:
    """`points` by kind of claim, `claims` by quantity where one is worth more or less; `credit` by verdict.

    A claim earns points * credit; where it has several parts, the mean of theirs.  The claims named in `claims` count
    towards the maximum whether they were answered or not, all others only where they were made.
    """

    points: Mapping[str, Fraction] = field(default_factory=lambda: dict.fromkeys(KINDS, Fraction(1)))
    claims: Mapping[str, Fraction] = field(default_factory=dict)
    credit: Mapping[str, Fraction] = field(default_factory=lambda: CREDIT)


@dataclass(frozen=True)
class Mark:
    """What one claim earns: its number (0 where it was not made), its quantity, points, and out of how many."""

    number: int
    quantity: str
    points: Fraction
    most: Fraction


@dataclass(frozen=True)
class Marks:
    """All marks of one submission."""

    marks: tuple[Mark, ...]

    @property
    def points(self) -> Fraction:
        """What was earned."""
        return sum((mark.points for mark in self.marks), Fraction(0))

    @property
    def most(self) -> Fraction:
        """What could have been earned."""
        return sum((mark.most for mark in self.marks), Fraction(0))

    def record(self) -> dict[str, Any]:
        """The marks as data; points are rounded to a hundredth."""
        rows = [{"claim": m.number or None, "quantity": m.quantity, **amounts(m.points, m.most)} for m in self.marks]
        return {**amounts(self.points, self.most), "claims": rows}


def amounts(points: Fraction, most: Fraction) -> dict[str, float]:
    """Points and maximum as numbers."""
    return {"points": round(float(points), 2), "most": round(float(most), 2)}


def marks(report: Report, scheme: Scheme) -> Marks:
    """points = sum of points(claim) * credit(verdict)"""
    found: list[Mark] = []
    missing = dict(scheme.claims)
    for entry in entries(report):
        name, kind = subject(entry)
        most = scheme.points.get(kind, Fraction(0))
        if name in scheme.claims:
            most = missing.pop(name, Fraction(0))  # claimed twice, it counts once
        shares = [scheme.credit[standing(finding)] for finding in entry.findings]
        found.append(Mark(entry.number, name, most * sum(shares, Fraction(0)) / len(shares), most))
    found += [Mark(0, name, Fraction(0), most) for name, most in missing.items()]
    return Marks(tuple(found))


def standing(finding: Finding) -> str:
    """What credit is given by: the verdict, but "carried" for what is wrong only because something before it is."""
    carried = finding.verdict is Verdict.WRONG and finding.origin == "carried"
    return "carried" if carried else finding.verdict.value


def subject(entry: Entry) -> tuple[str, str]:
    """The plain name of what a claim is about, and its kind."""
    found = entry.value or entry.leading
    if found.quantity is None:
        return "", "formula" if any(f.part == "formula" for f in entry.findings) else "other"
    kind = "update" if found.quantity.updates else "derivative" if found.quantity.by is not None else "value"
    return name_of(found.quantity), "formula" if found.part == "formula" else kind


def name_of(quantity: Quantity) -> str:
    """The plain name by which a scheme calls a quantity: out_o1, dE/dw5, w5+."""
    name = quantity.tensor.name
    if quantity.by is not None:
        name = f"d{name}/d{quantity.by.name}"
    return name + "+" * min(quantity.updates, 9)


def scheme_for(network: Network, content: bytes, name: str) -> Scheme:
    """The scheme of a file, its claims called as claims on this network may be called: dE/dw5, out_o1, w5+.

    Raises:
        SpecError: the file is no scheme, or names something that the network does not have.
    """
    scheme = read_scheme(content, name)
    found: dict[str, Fraction] = {}
    # A claim that a quantity is 0 says which quantity is meant, right or wrong.
    named = judge(read_submission(dict.fromkeys(scheme.claims, "0"), network), network) if scheme.claims else None
    for entry in entries(named) if named is not None else ():
        key, quantity = entry.leading.place.key, (entry.value or entry.leading).quantity
        if quantity is None:
            raise SpecError(f"{name}: [points.claims]: expected quantities of the network, found {shown(key)}")
        found[name_of(quantity)] = scheme.claims[key]
    return replace(scheme, claims=found)


def read_scheme(content: bytes, name: str) -> Scheme:
    """The scheme of a TOML file: [points], [points.claims], [credit].

    Raises:
        SpecError: the file is no TOML, or has something in it that schemes do not have.
    """
    table = Table(table_of(content, name)).allow("points", "credit")
    points = table.table("points").allow(*KINDS, "claims")
    credit = table.table("credit").allow(*CREDIT)
    own = {key: amount(points, key) for key in KINDS if points.has(key)}
    claims = points.table("claims")
    shares = {key: amount(credit, key) for key in credit.data}
    for key, share in shares.items():
        if share > 1:
            raise SpecError(f"{name}: {credit.at(key)}: expected a number from 0 to 1, found {float(share):g}")
    default = dict.fromkeys(KINDS, Fraction(0) if claims.data and not own else Fraction(1))
    return Scheme(default | own, {key: amount(claims, key) for key in claims.data}, CREDIT | shares)


def amount(table: Table, key: str) -> Fraction:
    """A number of points from 0; true is 1, false is 0.

    Raises:
        SpecError: it is something else.
    """
    value = table.data[key]
    if isinstance(value, bool | int | Decimal) and Decimal(value).is_finite() and 0 <= value <= MOST:
        return Fraction(value)
    raise SpecError(f"{table.at(key)}: expected a number from 0 to {MOST}, found {shown(value)}")
