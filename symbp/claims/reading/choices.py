"""What a way to write leaves open, settled by the document: the choices under which most of it can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, islice

from ...errors import SpecError
from ...language import Network
from ...spec.name import nearest, shown
from ..records import Claim, Submission, Unread
from ..vocabulary import READ
from .lexicon import Lexicon

Found = list[Claim | Unread]
OTHERS = 4  # readings beside the first one
PAIRED = 3  # choices in doubt of which two are changed at once
Read = Callable[[Lexicon], Iterator[Claim | Unread]]


def chosen(read: Read, network: Network, file: str, conventions: tuple[tuple[str, str], ...]) -> Submission:
    """The claims, under those choices of their author that a document declares or under which most can be read.

    Raises:
        SpecError: a choice that is none.
    """

    def every(lexicon: Lexicon) -> Found:
        lexicon.defined.clear()
        lexicon.upwards.clear()
        return list(read(lexicon))

    declared = {name: choice for name, choice in conventions if name in READ}
    for name, choice in declared.items():
        if choice not in READ[name]:
            raise SpecError(f"{file}: [conventions], {name}: {nearest(choice, READ[name])}, found {shown(choice)}")
    lexicon = Lexicon(network).choosing(declared)
    found = every(lexicon)
    doubtful: list[str] = []
    for name, (_, *more) in READ.items():
        for other in more if name in lexicon.asked and name not in declared else ():
            if not possible(name, other, lexicon):
                continue
            changed = lexicon.choosing({name: other})
            again = every(changed)
            taken = better(name, again, changed, found)
            if unread(again) == unread(found) and name not in doubtful:
                doubtful.append(name)
            if taken:
                lexicon, found = changed, again
    others: list[Submission] = []
    for changes in islice(turned(lexicon, doubtful), OTHERS):
        changed = lexicon.choosing(changes)
        again = every(changed)
        if unread(again) == unread(found):
            others.append(Submission(file, tuple(again), conventions, made(changed, declared)))
    return Submission(file, tuple(found), conventions, made(lexicon, declared), tuple(others))


def turned(lexicon: Lexicon, doubtful: list[str]) -> Iterator[dict[str, str]]:
    """The other choices: one of them changed, or two."""
    other = {name: next(c for c in READ[name][::-1] if c != getattr(lexicon, name)) for name in doubtful}
    for count in (1, 2) if len(doubtful) <= PAIRED else (1,):
        for names in combinations(doubtful, count):
            yield {name: other[name] for name in names}


def made(lexicon: Lexicon, declared: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The choices that mattered and that the document does not declare."""
    found = ((name, getattr(lexicon, name)) for name in READ if name in lexicon.asked)
    return tuple(pair for pair in found if pair[0] not in declared)


def unread(found: Found) -> int:
    """How many claims could not be read."""
    return sum(isinstance(claim, Unread) for claim in found)


def possible(name: str, other: str, lexicon: Lexicon) -> bool:
    """Whether the words of a document leave another choice open."""
    if name == "y":  # y is the output of those who call the target t, and put no hat on y
        return "target" in lexicon.asked and "output" not in lexicon.asked
    if name == "units":  # h1 is what leaves the unit of those who call only what enters it net_h1
        return ("out" if other == "activations" else "net") not in lexicon.asked
    return True


def better(name: str, again: Found, lexicon: Lexicon, found: Found) -> bool:
    """Whether the other choice explains a document better: more can be read; as much, and it is the likelier one."""
    if unread(again) != unread(found):
        return unread(again) < unread(found)
    if name == "layers":  # the last layer that is mentioned is most likely the last layer there is
        seen = [int(number) for number in lexicon.asked.get("layers", ()) if number.isdigit()]
        return max(seen, default=0) == lexicon.names.depth
    return name == "y"
