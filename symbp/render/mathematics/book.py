"""How one document names its tensors: every symbol once, and no two of them alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from symbp.language import Apply, Base, Functional, Network, Role, Size, Tensor, bases
from symbp.notation import Profile

from .carried import carried_names
from .names import Name, literal, name


@dataclass(frozen=True)
class Book:
    """Names of tensors, those with an error symbol of their own, and the letters that no index may take.

    `forked` are the tensors whose derivative is being worked out over several ways: there the loss's own dependence is
    only a part of the whole.
    """

    profile: Profile
    loss: str
    names: Mapping[Tensor, Name]
    errors: Mapping[Tensor, Name]
    reserved: frozenset[str]
    forked: frozenset[Tensor] = frozenset()

    def name(self, tensor: Tensor) -> Name:
        """The tensor's letter and what always stands below it."""
        return self.names.get(tensor) or natural(tensor, self.profile)

    def error(self, tensor: Tensor) -> Name | None:
        """The symbol that stands for the loss's derivative by this tensor, if the book has one."""
        return self.errors.get(tensor)


def book(profile: Profile, *networks: Network) -> Book:
    """The names for these networks; two tensors that would print alike are written out, sign for sign."""
    tensors = tuple(dict.fromkeys(tensor for network in networks for tensor in network.tensors()))
    given = {owner: own for network in networks for (owner, place), own in network.element_names if not place}
    names = distinct((t, name(given[t.name]) if t.name in given else natural(t, profile)) for t in tensors)
    for network in networks:
        names |= dict(carried_names(network, profile, names))
    used = {symbol.head for symbol in names.values()}
    errors = error_names(tensors, names, profile, used)
    reserved = used | {found.head for found in errors.values()}
    reserved |= {name(size.name).head for network in networks for size in sizes(network)}
    for network in networks:
        for equation in network.equations:
            reserved |= {sign for base in bases(equation.body) for sign in letters_of(base, profile)}
    loss = names[networks[0].loss].latex if networks else "C"
    return Book(profile, loss, names, errors, frozenset(reserved))


def natural(tensor: Tensor, profile: Profile) -> Name:
    """The symbol as the tensor's letter or name has it."""
    if not tensor.letter:
        return name(tensor.name)
    found = name(profile.letters.get(tensor.letter, tensor.letter))
    return Name(found.head, ",".join(part for part in (found.below, tensor.below) if part))


def distinct(given: Iterable[tuple[Tensor, Name]]) -> dict[Tensor, Name]:
    """The names, the later of two that print alike written out."""
    found: dict[Tensor, Name] = {}
    taken: set[tuple[Name, str, bool]] = set()
    for tensor, symbol in given:
        key = (symbol, tensor.mark, bool(tensor.labels))
        if key in taken:
            symbol = Name(literal(tensor.name))
            key = (symbol, tensor.mark, bool(tensor.labels))
        taken.add(key)
        found[tensor] = symbol
    return found


def error_names(
    tensors: Iterable[Tensor], names: Mapping[Tensor, Name], profile: Profile, used: set[str]
) -> dict[Tensor, Name]:
    """The error symbols, where they tell the tensors apart; otherwise the derivative is written out."""
    found: dict[Tensor, Name] = {}
    taken: set[tuple[Name, str, bool]] = set()
    for tensor in tensors:
        symbol = profile.error.get(tensor.role.value)
        if symbol is None or symbol in used:
            continue
        made = Name(symbol, names[tensor].below)
        key = (made, tensor.mark, bool(tensor.labels))
        if key in taken or (not made.below and not tensor.mark and not tensor.labels and not tensor.sizes):
            continue
        taken.add(key)
        found[tensor] = made
    return found


def sizes(network: Network) -> tuple[Size, ...]:
    """Every symbolic size, those that labels and ranges mention too."""
    found = dict.fromkeys(network.sizes())
    for tensor in network.tensors():
        for label in tensor.labels:
            found |= {p: None for p in (label.index.size, label.first, label.last) if isinstance(p, Size)}
    return tuple(found)


def letters_of(base: Base, profile: Profile) -> tuple[str, ...]:
    """The letter of a function, which an index must not take."""
    if isinstance(base, Functional):
        return (name(base.letter or base.name).head,)
    if isinstance(base, Apply):
        if base.function.name == "exp":
            return (profile.signs.exponential,)
        return (name(base.function.letter or base.function.name).head,)
    return ()


DATA = (Role.INPUT, Role.TARGET, Role.PARAMETER, Role.CONSTANT)
