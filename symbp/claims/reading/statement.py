"""From one line of mathematics to claims: the sides that equals signs divide, one statement after the other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ..records import Claim, Place, Unread
from ..tree import Letter, Ref, Tree
from ..walk import walk
from .any_layer import in_any_layer
from .batched import of_batch
from .defining import about_function, is_foreign
from .divide import dividers
from .lefts import CHANGES, assigned, changed, of_every_output
from .lexicon import Lexicon
from .misread import Misread
from .numbered import spread
from .outermost import beside_outputs
from .resolve import known
from .scan import scan
from .script import position
from .sides import behind_name, counted_anew, read_sides
from .sign import Sign
from .signs import JOINERS, RATES
from .state import recursion, stands_alone
from .tidy import tidy
from .units import at_units

Where = Callable[[int], Place]
_SHAPE = re.compile(  # (2 \times 1) = (2 \times 3) (3 \times 1) says how arrays fit, and claims nothing of values
    r"\(\s*[a-z0-9_{}]{1,8}\s*(?:\\times|×)\s*[a-z0-9_{}]{1,8}\s*\)\s*="
    r"(?:\s|\\[,;:!]|\\odot|[+⊙()]|[a-z0-9_{}]{1,8}\s*(?:\\times|×)\s*[a-z0-9_{}-]{1,10})+"
)
_NUMBERED = re.compile(r"[(\[][0-9]{1,3}[a-z]?[)\]]")


@dataclass(frozen=True)
class Statement:
    """Sides of one statement as places in a text.

    `assigns` where := or an arrow stands between the first two, `arrow` where it is an arrow, `change` where
    it is += or -=; `rest` is where something
    stands behind it that states nothing by itself.
    """

    sides: tuple[tuple[int, int], ...]
    assigns: bool = False
    arrow: bool = False
    change: str = ""
    rest: int = -1

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.sides[0][0]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.sides[-1][1]


def read_line(text: str, start: int, end: int, where: Where, lexicon: Lexicon) -> Iterator[Claim | Unread]:
    """The claims in a line of mathematics; nothing for mathematics that claims nothing."""
    try:
        found = list(statements(text, start, end))
    except Misread as error:
        if "=" in text[start:end] or "≈" in text[start:end]:
            yield Unread(where(error.at), text[start:end].strip(), str(error))
        return
    for statement in found:
        yield from read_statement(text, statement, where, lexicon)


def read_statement(text: str, statement: Statement, where: Where, lexicon: Lexicon) -> list[Claim] | list[Unread]:
    """One claim, or one for each number that a letter stands for; none about an index alone, such as j = 1."""
    written = text[statement.start : statement.end].strip()
    first = statement.start + len(text[statement.start :]) - len(text[statement.start :].lstrip())
    if _SHAPE.fullmatch(written) or all(is_index(text, span, lexicon) for span in statement.sides):
        return []
    written_sides = [text[slice(*span)] for span in statement.sides]
    lexicon, left = about_function(written_sides, beside_outputs(written_sides, replace(lexicon, counting=True)))
    try:
        lexicon = of_batch(written_sides, lexicon)
        found = in_any_layer(written_sides, lexicon, lambda known: read_numbers(text, statement, left, known))
        lexicon, sides, _ = found[0]
        spread_out = [numbers for _, _, made in found for numbers in made]
        if not spread_out:
            return []
    except Misread as error:
        if is_foreign(text[slice(*statement.sides[0])], lexicon):
            return []
        sides = behind_name(text, statement.sides, replace(lexicon, counting=False))
        if not sides:
            return [Unread(where(error.at), written, str(error))]
        written_sides, spread_out = written_sides[1:], [tuple(sides)]
    if counted_anew(text, statement.sides, sides, lexicon):
        written_sides, spread_out = written_sides[1:], [numbers[1:] for numbers in spread_out]
    texts = tuple(side.strip() for side in written_sides)
    return [Claim(where(first), written, numbers, texts) for numbers in spread_out if len(numbers) > 1]


Numbers = tuple[Lexicon, list[Tree], list[tuple[Tree, ...]]]


def read_numbers(text: str, statement: Statement, left: Tree | None, lexicon: Lexicon) -> Numbers:
    """The sides of a statement, and those for each number that a letter stands for; none for a path of arrows.

    Raises:
        Misread: a side that is none, or a change of something that no update changes.
    """
    sides: list[Tree] = [] if left is None else [left]
    sides += read_sides(text, statement.sides[len(sides) :], lexicon)
    if statement.rest >= 0:
        raise Misread(statement.rest, "expected the end or another equation, found something else")
    sides[:2] = changed(sides, statement.change, statement.start) if statement.change else sides[:2]
    sides = recursion(sides)
    sides[0] = assigned(sides, statement.assigns, lexicon)
    if text[slice(*statement.sides[0])].strip(" &\n") == "E":
        sides[0] = of_every_output(sides, lexicon)
    if statement.arrow and all(isinstance(side, Ref) for side in sides) and len(sides) > 2:
        return lexicon, sides, []  # a path, drawn with arrows
    if statement.arrow and not (isinstance(sides[0], Ref) and sides[0].updates):
        raise Misread(statement.start, "expected a parameter to update in front of an arrow, found something else")
    apart = replace(lexicon, counting=False)
    return lexicon, sides, spread(at_units(sides, lexicon), lambda symbol: known(symbol, apart))


def is_index(text: str, span: tuple[int, int], lexicon: Lexicon) -> bool:
    """Whether a side is an index, a size or what they run to: j, L - 1, 1, dots."""
    start, end = span
    side = text[start:end].strip(" \t\n&")
    if side in (r"\ldots", r"\dots", r"\cdots", "...", "…"):
        return True
    if len(side) > 20:
        return False
    try:
        tree = position(tuple(tidy(scan(text, start, end))))
    except Misread:
        return False
    letters = [] if tree is None else [part.name for part in walk(tree) if isinstance(part, Letter)]
    taken = (lexicon.named(x) or lexicon.also(x) or x in RATES or stands_alone(x, lexicon) for x in letters)
    return tree is not None and not any(taken)


def statements(text: str, start: int, end: int) -> Iterator[Statement]:
    """What a line states, one after the other.

    Raises:
        Misread: signs that no formula has.
    """
    cuts = list(dividers(scan(text, start, end)))
    segments: list[tuple[int, int, list[tuple[str, Sign, int]]]] = []
    begin = start
    inner: list[tuple[str, Sign, int]] = []
    for kind, sign, behind in cuts:
        if kind == "end":
            segments.append((begin, sign.at, inner))
            begin, inner = behind, []
        else:
            inner.append((kind, sign, behind))
    segments.append((begin, end, inner))
    waiting: Statement | None = None
    for begin, stop, inner in segments:
        if not inner:
            if waiting is not None and says_something(text[begin:stop]):
                waiting = replace(waiting, rest=begin)
            continue
        if waiting is not None:
            yield waiting
        places = [begin]
        for _, sign, behind in inner:
            places += [sign.at, behind]
        places.append(trimmed(text, places[-1], stop))
        sides = tuple(zip(places[::2], places[1::2], strict=True))
        kinds = [kind for kind, _, _ in inner]
        if any(kind in CHANGES for kind in kinds[1:]):
            raise Misread(begin, "expected an equality, found a change behind it")
        change = kinds[0] if kinds[0] in CHANGES else ""
        waiting = Statement(sides, kinds[0] != "equal", kinds[0] == "arrow", change)
    if waiting is not None:
        yield waiting


def says_something(text: str) -> bool:
    """Whether something else than punctuation, a number of the equation or a joining word stands here."""
    left = text.strip(" \t\n.,;~&\\")
    return bool(left) and not _NUMBERED.fullmatch(left) and left not in JOINERS


def trimmed(text: str, start: int, end: int) -> int:
    """The end of a statement without the full stop or comma of its sentence."""
    stripped = text[start:end].rstrip(" \t\n.,;~")
    return start + len(stripped)
