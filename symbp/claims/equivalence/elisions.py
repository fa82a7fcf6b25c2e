"""What authors leave to their readers: how far a sum reaches, what its index is, and whether indices begin at 0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ...language import Network
from ..records import Outcome
from ..tree import Call, Letter, Negative, Number, Product, Ratio, Ref, Slope, Sum, SumOver, Tree
from ..walk import alike, rebuilt, reindexed, walk
from .classes import of_class, target
from .letters import free_letters
from .places import subject_tensor

IMPLIED = "x"  # what the reader calls an example that nobody names


def meant(network: Network, subject: Tree, formula: Tree, found: Outcome) -> Iterator[tuple[str, Tree, Tree]]:
    """What a formula that is wrong as it stands may have been meant as."""
    loose = [text for key, text in found.note if key == "letter"] if found.how == "letters" else []
    if loose:
        said = further(formula, loose, network)
        if not alike(said, formula):
            yield "sum", subject, said
    if len(loose) == 1 and target(network) is not None:
        yield "class", subject, of_class(formula, loose[0], network)
    letters = free_letters(subject, network) | free_letters(formula, network)
    for letter in letters if IMPLIED in letters else ():
        if letter != IMPLIED:
            yield "example", renamed(subject, letter), renamed(formula, letter)
    if counts_from_zero(subject) or counts_from_zero(formula):
        yield "from-zero", from_zero(subject), from_zero(formula)


def renamed(tree: Tree, letter: str) -> Tree:
    """The tree where the example that nobody names is the one of a letter."""
    return reindexed(
        tree, lambda part: replace(part, name=letter) if isinstance(part, Letter) and part.name == IMPLIED else part
    )


def further(formula: Tree, letters: Iterable[str], network: Network) -> Tree:
    r"""sum_i a_i + b_i as sum_i (a_i + b_i), and -sum y ln p + (1 - y) ln(1 - p) as the negative of one sum.

    A sum without an index runs over the `letters`, which nothing else binds.
    """
    wanted = set(letters)

    def reaching(part: Tree) -> Tree:
        if isinstance(part, Call) and part.name == "sum" and len(part.arguments) == 1 and not part.primes:
            body = part.arguments[0]
            for letter in free_letters(body, network):
                body = SumOver(letter, body, at=part.at) if letter in wanted else body
            return body if body is not part.arguments[0] else part
        if not isinstance(part, Sum):
            return part
        for number, addend in enumerate(part.parts[:-1]):
            rest = part.parts[number + 1 :]
            left = {letter for other in rest for letter in free_letters(other, network)} & wanted
            if left and left <= set(indices(addend)):
                return joined((*part.parts[:number], extended(addend, rest)), part)
        return part

    return rebuilt(formula, reaching)


def joined(parts: tuple[Tree, ...], before: Sum) -> Tree:
    """Addends as a sum, one alone as itself."""
    return parts[0] if len(parts) == 1 else replace(before, parts=parts)


def indices(tree: Tree) -> tuple[str, ...]:
    """The indices of a sum that is the last factor of something."""
    match tree:
        case Negative(of=inner):
            return indices(inner)
        case Product(parts=parts):
            return indices(parts[-1])
        case SumOver(index=index, body=body):
            return (index, *indices(body))
    return ()


def extended(tree: Tree, rest: tuple[Tree, ...]) -> Tree:
    """The sum that is the last factor of something, with more addends in its body."""
    match tree:
        case Negative(of=inner) if indices(inner):
            return replace(tree, of=extended(inner, rest))
        case Product(parts=parts) if indices(parts[-1]):
            return replace(tree, parts=(*parts[:-1], extended(parts[-1], rest)))
        case SumOver(body=body):
            return replace(tree, body=extended(body, rest))
    return Sum((*(tree.parts if isinstance(tree, Sum) else (tree,)), *rest), tree.at)


def counts_from_zero(tree: Tree) -> bool:
    """Whether indices may begin at 0: a sum does, or two letters are added in an index, X_{i+m}."""
    for part in walk(tree):
        if isinstance(part, SumOver) and isinstance(part.first, Ratio | Number) and worth(part.first, 0) == 0:
            return True
        if isinstance(part, Ref) and any(steps(place) > 1 for place in part.indices):
            return True
    return False


def from_zero(tree: Tree) -> Tree:
    """The same with indices that begin at 1: X_{i+m-1} for X_{i+m}, sums from 1."""

    def raised(part: Tree) -> Tree:
        match part:
            case Ref():
                return from_one(part)
            case Slope():
                return replace(part, of=from_one(part.of), by=from_one(part.by))
            case SumOver(first=Ratio() | Number() as first, last=last) if worth(first, 0) == 0:
                begun = replace(first, name="1") if isinstance(first, Ratio) else replace(first, value=first.value + 1)
                ended = None if last is None else Sum((last, Ratio("1")))
                return replace(part, first=begun, last=ended)
        return part

    return rebuilt(tree, raised)


def from_one(ref: Ref) -> Ref:
    """A reference with its indices, but not its labels, counted from 1."""
    labels = len(subject_tensor(ref).labels)
    moved = tuple(
        Sum((place, Ratio(str(1 - steps(place)))), place.at) if steps(place) != 1 and not is_plain(place) else place
        for place in ref.indices[labels:]
    )
    return replace(ref, indices=ref.indices[:labels] + moved)


def is_plain(place: Tree) -> bool:
    """Whether an index is a number: written so, it is counted as all are."""
    return not any(isinstance(part, Letter) for part in walk(place))


def steps(place: Tree) -> int:
    """By how much an index grows where every letter in it grows by 1."""
    return worth(place, 1) - worth(place, 0)


def worth(place: Tree, letter: int) -> int:
    """An index where all letters have one value; 0 for what is no sum or product of whole numbers."""
    match place:
        case Letter():
            return letter
        case Number(value=value):
            return int(value)
        case Ratio(name=name):
            return int(name) if name.lstrip("-").isdigit() else 0
        case Negative(of=inner):
            return -worth(inner, letter)
        case Sum(parts=parts):
            return sum(worth(part, letter) for part in parts)
        case Product(parts=(left, right)):
            return worth(left, letter) * worth(right, letter)
    return 0
