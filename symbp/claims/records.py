"""What goes from room to room: claims as read, the quantities they are about, findings, causes, reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from ..language import Network, Tensor, node
from .tree import Tree


@dataclass(frozen=True)
class Place:
    """Where something stands: a file, a line and a column from 1, or the key of a table."""

    file: str
    line: int = 0
    column: int = 0
    key: str = ""

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}, column {self.column}" if self.line else self.file
        return f"{where}, {self.key}" if self.key else where


@dataclass(frozen=True)
class Claim:
    """side = side = ...: the first is what the claim is about, each further one says something of it.

    `written` is the text as it stands; `texts` are the sides' own texts.  A table has claims with two sides: the key
    and a number, rows of numbers, or a formula.
    """

    place: Place
    written: str
    sides: tuple[Tree, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Unread:
    """What could not be read: the text, its place, and the one-line message that says what was expected and found."""

    place: Place
    written: str
    message: str


@dataclass(frozen=True)
class Submission:
    """All that one file claims, in reading order, with the conventions that it declares ("sign", "mean", ...).

    `choices` are those that the reader took from how it is written: how "layers" are counted, what "y" means.
    `others` are the same claims under other choices, where as much of them can be read: the numbers may decide.
    """

    file: str
    claims: tuple[Claim | Unread, ...]
    conventions: tuple[tuple[str, str], ...] = ()
    choices: tuple[tuple[str, str], ...] = ()
    others: tuple[Submission, ...] = ()


@node
class Quantity:
    """One number of a calculation.

    `tensor` is a single number of the spelled-out network: with `by` None its value, else its derivative by `by`,
    along one path if `through` names what it leads through, the direct dependence alone if `local`.  `updates` is how
    many steps of descent come before; `step`: of a parameter, what the next one adds to it.
    """

    tensor: Tensor
    by: Tensor | None = None
    through: tuple[Tensor, ...] = ()
    local: bool = False
    updates: int = 0
    step: bool = False


ISOLATED = "isolated"  # noted of a wrong number that no other number follows from
MISSING = "set-up"  # how a part is refused that needs a number which the network does not give


class Verdict(Enum):
    """What becomes of a claim."""

    RIGHT = "right"
    ROUNDED = "rounded"
    WRONG = "wrong"
    UNREADABLE = "unreadable"
    UNDECIDED = "undecided"
    UNANSWERED = "not answered"  # a blank that nobody filled in


@dataclass(frozen=True)
class Cause:
    """A mistake that reproduces every digit shown: the misconception's name, and what its sentence needs to know.

    `values` are keys and texts for the phrase file; `again` is what the mistake gives, in full.  `also` is a second
    mistake, where only both together give it.
    """

    misconception: str
    values: tuple[tuple[str, str], ...] = ()
    again: float | None = None
    also: Cause | None = None


@dataclass(frozen=True)
class Outcome:
    """What was found about one formula (`equivalence.formula_verdict`).

    `how`: "proved" (both sides are one and the same in exact arithmetic, at the sizes looked at) or "sampled" (equal
    to 50 digits at `points` random points); "counterexample", "shape" or "letters" of something wrong; "tautology",
    "convention", "numbers" (written for the network's own numbers), "time", "fact" (data cannot satisfy a declared
    fact), "no-points" or "unread" where it is undecided.  A counterexample is `true` against `found`, at the values of
    the free letters in `letters`, counted from 1, and at what `numbers` says of the quantities in the formula;
    `entries` are the wrong entries of a matrix, counted from 1.  `note` has reasons by key: "fact", "row-vector",
    "transposed-gradient", "direct-derivatives", "shapes", "index", "letter", "read-as", "rate"; of wrong formulas
    that would be right: "hadamard" (entry by entry), "negative-delta" (with the other sign of errors).
    """

    verdict: Verdict
    how: str
    points: int = 0
    true: Decimal | None = None
    found: Decimal | None = None
    letters: tuple[tuple[str, int], ...] = ()
    entries: tuple[tuple[int, int], ...] = ()
    numbers: tuple[tuple[str, Decimal], ...] = ()
    note: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Finding:
    """The verdict on one part of a claim: its "value", a "formula", a "factor" of a product or its "arithmetic".

    `side` and `entry` say which: the side of the claim, and the place in a matrix or the number of the factor.
    `how` says why: "digits", "interval" or "cut" (from the author's own printed numbers), "truncated",
    "single-precision", "proved", "sampled", "counterexample", "time", "unread", ...; `note` a reason by
    key where one is needed.
    `origin` of something wrong is "root" or "carried", and `carries` the places of the claims that it carries on.
    `step` is the quantity, whole, whose derivation gives what the claim is about.
    """

    place: Place
    written: str
    part: str
    verdict: Verdict
    how: str
    side: int = 1
    entry: tuple[int, ...] = ()
    read: str = ""
    quantity: Quantity | None = None
    claimed: Decimal | None = None
    true: float | None = None
    right: Tree | None = None
    origin: str = ""
    carries: tuple[Place, ...] = ()
    causes: tuple[Cause, ...] = ()
    note: tuple[tuple[str, str], ...] = ()
    step: Tensor | None = None


@dataclass(frozen=True)
class Report:
    """All findings on one submission, in reading order, and the conventions they rest on (name, choice, "declared",
    "detected", "usual" or "given").

    `network` has the loss of these conventions, and is `rescaled` if that is another one than is taught; `hints` are
    conventions under which more would be right.
    """

    network: Network
    file: str
    findings: tuple[Finding, ...]
    conventions: tuple[tuple[str, str, str], ...] = ()
    hints: tuple[tuple[str, str], ...] = ()
    rescaled: bool = False

    @property
    def verdict(self) -> Verdict:
        """The worst of all: wrong before unreadable before undecided before not answered."""
        return worst(finding.verdict for finding in self.findings)

    @property
    def code(self) -> int:
        """The exit code: 0 all right or rounded, 1 something wrong, 3 something that has no verdict."""
        return {Verdict.WRONG: 1, Verdict.RIGHT: 0, Verdict.ROUNDED: 0}.get(self.verdict, 3)


WORST = (Verdict.WRONG, Verdict.UNREADABLE, Verdict.UNDECIDED, Verdict.UNANSWERED, Verdict.ROUNDED, Verdict.RIGHT)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The worst of some verdicts; right where there are none."""
    return min(verdicts, key=WORST.index, default=Verdict.RIGHT)
