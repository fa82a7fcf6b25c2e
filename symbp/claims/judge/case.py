"""A submission judged under some conventions, so that two of them can be compared."""

from __future__ import annotations

from dataclasses import dataclass

from ...errors import SymbpError
from ...language import Network
from ..records import Claim, Place, Submission, Verdict
from ..scale import rescaled
from .findings import NUMBERS
from .following import Judge
from .items import Item
from .options import Options
from .parts import Formulas, Part, Reader
from .variations import book_under

BAD = (Verdict.WRONG, Verdict.UNREADABLE)
SOUND = (Verdict.RIGHT, Verdict.ROUNDED)
NO_NUMBERS = f"{NUMBERS}: expected numbers for inputs, targets and parameters, found none"
Where = tuple[Place, str]


@dataclass(frozen=True)
class Case:
    """A submission judged under some conventions; `judged` is None where there are no numbers."""

    submission: Submission
    options: Options
    reader: Reader
    parts: tuple[Part, ...]
    judged: Judge | None

    @property
    def claims(self) -> list[Claim]:
        """The claims that could be read."""
        return [claim for claim in self.submission.claims if isinstance(claim, Claim)]

    @property
    def items(self) -> list[Item]:
        """All numbers that are judged."""
        return [] if self.judged is None else self.judged.items

    def wrong(self) -> int:
        """How many parts are wrong or have no verdict, formulas too."""
        return sum(part.verdict in BAD for part in self.parts)

    def bad(self) -> set[Where]:
        """The claims with something wrong or without a verdict in them, formulas left out."""
        return {where(part) for part in self.parts if part.verdict in BAD and part.part != "formula"}

    def flawed(self) -> set[Where]:
        """The claims with anything in them that is neither right nor rounded, formulas too."""
        return {where(part) for part in self.parts if part.verdict not in SOUND}


def where(part: Part) -> Where:
    """The claim that a part belongs to, as it can be told from others."""
    claim = part.claim if isinstance(part, Item) else part
    return claim.place, claim.written


def case(submission: Submission, network: Network, options: Options, formulas: Formulas) -> Case:
    """The submission judged under some conventions; `network` is the one that is taught."""
    network = rescaled(network, dict(options.loss))
    try:
        reader = Reader(network, book_under(network, options), "", options, formulas)
    except SymbpError as error:
        missing = str(error) if network.numbers.values else NO_NUMBERS
        reader = Reader(network, None, missing, options, formulas)
    parts = tuple(part for claim in submission.claims for part in reader.parts(claim))
    numbers = [part for part in parts if isinstance(part, Item)]
    return Case(submission, options, reader, parts, None if reader.book is None else Judge(reader.book, numbers))
