r"""Names that differ by a number alone: h_t where there are h1, h2, h3.  A sum over t is written out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ...language import adjoint
from ..tree import Letter, Negative, Number, Ratio, Ref, Sum, SumOver, Tree
from ..walk import rebuilt, walk
from .misread import Misread
from .script import position
from .sign import Sign
from .symbol import Symbol

MOST = 32  # numbers of one name
STEPS = frozenset(("t", "l", "tau"))  # letters of times and layers
MARK = "#"  # in front of a name whose number is a letter; no name of a network has it
Resolve = Callable[[Symbol], Tree | None]


def numbered(symbol: Symbol, known: Resolve) -> Ref | None:
    """The quantity of a name whose number is a letter; None where fewer than two numbers give quantities.

    It is a `Ref` of the first one, with the letter as its index and the name behind a mark as `single`.
    """
    place = position(symbol.below[0]) if len(symbol.below) == 1 and not symbol.bracketed else None
    if place is None or len(letters(place)) != 1:
        return None
    found = [made for number in range(1, 3) if (made := of_number(symbol.base, symbol.accent, number, known))]
    if len(found) != 2 or found[0].indices or found[0] == replace(found[1], at=found[0].at):
        return None
    if found[0].tensor.sizes and not found[0].single and not letters(place) <= STEPS:
        return None  # a_j of vectors a1 and a2 may be an entry
    return replace(found[0], indices=(place,), single=f"{MARK}{symbol.base}{MARK}{symbol.accent}", at=symbol.at)


def of_number(base: str, accent: str, number: int, known: Resolve) -> Ref | None:
    """The quantity of a name and a number."""
    script = (Sign("number", str(number), 0, 0),)
    try:
        made = known(Symbol(base, 0, 0, accent, (script,)))
    except Misread:
        return None
    return made if isinstance(made, Ref) else None


def is_numbered(tree: Tree) -> bool:
    """Whether the number of a quantity is a letter."""
    return isinstance(tree, Ref) and tree.single.startswith(MARK)


def letters(place: Tree) -> set[str]:
    """The letters of an index."""
    return {part.name for part in walk(place) if isinstance(part, Letter)}


def spread(sides: Sequence[Tree], known: Resolve) -> list[tuple[Tree, ...]]:
    """The sides of a statement for every number that its free letter can be.

    Raises:
        Misread: several free letters, or one that is an index as well; no number for which all names are known.
    """
    known = remembering(known)
    written = [rebuilt(side, lambda part: sum_of(part, known)) for side in sides]
    free = {name for side in written for name in counting(side)}
    if not free:
        return [tuple(written)]
    if len(free) > 1:
        raise Misread(0, f"expected one letter that counts names, found {' and '.join(sorted(free))}")
    (letter,) = free
    found = []
    for number in range(MOST):
        made = [at(side, letter, number, known) for side in written]
        if None not in made:
            found.append(tuple(side for side in made if side is not None))
    if not found:
        raise Misread(0, f"expected a letter {letter} for which all names are known, found none")
    return found


def remembering(known: Resolve) -> Resolve:
    """The same, every symbol looked up once; nothing where it means nothing certain."""
    seen: dict[Symbol, Tree | None] = {}

    def find(symbol: Symbol) -> Tree | None:
        if symbol not in seen:
            try:
                seen[symbol] = known(symbol)
            except Misread:
                seen[symbol] = None
        return seen[symbol]

    return find


def counting(tree: Tree) -> set[str]:
    """The letters that count names in a tree.

    Raises:
        Misread: one of them is an index of something else.
    """
    refs = [part for part in walk(tree) if isinstance(part, Ref)]
    found = {name for part in refs if is_numbered(part) for name in letters(part.indices[0])}
    for part in refs:
        if not is_numbered(part) and any(found & letters(place) for place in part.indices):
            raise Misread(part.at, "expected a letter that counts names alone, found one that is an index as well")
    return found


def sum_of(part: Tree, known: Resolve) -> Tree:
    """A sum over the number of names, written out; anything else as it is.

    Raises:
        Misread: limits that are no numbers, or no number for which all names are known.
    """
    if not isinstance(part, SumOver) or part.index not in counting(part.body):
        return part
    first = part.first.value if isinstance(part.first, Number) else 0 if part.first is None else None
    last = part.last.value if isinstance(part.last, Number) else MOST
    if first is None or part.mean or not 0 <= first <= last <= MOST:
        raise Misread(part.at, "expected numbers as the limits of a sum over names, found others")
    made = [at(part.body, part.index, number, known) for number in range(int(first), int(last) + 1)]
    given = isinstance(part.last, Number)
    terms = tuple(term for term in made if term is not None)
    if not terms or (given and len(terms) < len(made)):
        raise Misread(part.at, "expected numbers for which all names are known, found others")
    return Sum(terms, part.at) if len(terms) > 1 else terms[0]


def at(tree: Tree, letter: str, number: int, known: Resolve) -> Tree | None:
    """The tree at one number of the letter; None where a name is not known."""
    missing = False

    def change(part: Tree) -> Tree:
        nonlocal missing
        if isinstance(part, Letter) and part.name == letter:
            return Ratio(str(number), part.at)
        if not isinstance(part, Ref) or not is_numbered(part) or letter not in letters(part.indices[0]):
            return part
        _, base, accent = part.single.split(MARK)
        made = of_number(base, accent, counted(part.indices[0], number), known)
        if made is None:
            missing = True
            return part
        wanted = made.tensor if part.tensor.of is None or made.tensor.of is not None else adjoint(made.tensor)
        return replace(made, tensor=wanted, updates=part.updates, example=part.example, at=part.at)

    changed = rebuilt(tree, change)
    return None if missing else changed


def counted(place: Tree, number: int) -> int:
    """An index at one number of its letter: t - 1 at 3 is 2."""
    match place:
        case Letter():
            return number
        case Number(value=value):
            return int(value)
        case Negative(of=of):
            return -counted(of, number)
        case Sum(parts=parts):
            return sum(counted(part, number) for part in parts)
    return -1
