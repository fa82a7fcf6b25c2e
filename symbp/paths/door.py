"""The paths between two quantities by name: of the network itself, or of the network spelled out unit by unit."""

from __future__ import annotations

from dataclasses import replace

from symbp.calculus.cost import cost
from symbp.calculus.instance import definitions
from symbp.errors import NameErrorInSpec, SpecError, SymbpError
from symbp.language import (
    Base,
    Element,
    Expression,
    Group,
    Index,
    Network,
    Tensor,
    as_expression,
    elements,
    rewrite,
)
from symbp.spec.name import nearest, shown

from .counting import as_number, count_components, count_paths
from .listing import list_paths
from .records import Paths

FEW = 12  # paths that are listed
LONGER = 4  # symbols by which a derivative may grow when it is written in the inputs


def paths(network: Network, start: str, end: str, *, most: int = FEW) -> Paths:
    """The paths between two quantities: how many, and, if at most `most`, each with its product.

    Names are those of the network's quantities, else those of single units, where sizes are numbers; the later
    quantity may stand first or last.

    Raises:
        NameErrorInSpec: a name that no quantity has.
        SpecError: a network with layers or times of a symbolic number, whose graph has no fixed number of arrows.
    """
    if any(tensor.labels for tensor in network.tensors()):
        raise SpecError(
            f"{network.name}: expected a network without labels to count paths in, found {labelled(network)}; "
            "write its steps out"
        )
    found = plain(network)
    if not {start, end} <= set(by_name(found)):
        found = spelled(found, start, end)
    one, other = (by_name(found)[name] for name in (start, end))
    if other not in count_paths(found, one) and one in count_paths(found, other):
        one, other = other, one
    return between(found, one, other, most)


def between(network: Network, of: Tensor, by: Tensor, most: int = FEW) -> Paths:
    """The paths from `of` back to `by`, in a network in which every quantity counts as a node."""
    number = count_paths(network, of).get(by, 0)
    at = formal(network, of)
    below = apart(formal(network, by), at)
    components = None
    if not of.sizes:
        polynomial = count_components(network, of).get(by)
        components = None if polynomial is None else as_number(polynomial)
    made = Paths(network, at, below, number, components)
    if of == by or number > most:
        return made
    listed = list_paths(network, at, below)
    whole = Expression(tuple(term for path in listed for term in path.product.terms))
    return replace(made, listed=listed, derivative=whole, written=in_inputs(network, whole))


def in_inputs(network: Network, whole: Expression) -> Expression | None:
    """The formula with every quantity replaced by its definition down to the inputs, if it stays about as short."""

    def rule(base: Base) -> Expression | None:
        equation = definitions(network).get(base.tensor) if isinstance(base, Element) else None
        return as_expression(Group(equation.body)) if equation is not None and not equation.output.indices else None

    written, before = whole, None
    while written != before and cost(written) <= cost(whole) + LONGER:
        before, written = written, rewrite(written, rule)
    return written if written == before != whole else None


def plain(network: Network) -> Network:
    """The network with every quantity as a node, those that a derivation reads through as well."""
    return replace(network, equations=tuple(replace(equation, kept=True) for equation in network.equations))


def by_name(network: Network) -> dict[str, Tensor]:
    """The quantities by name."""
    return {tensor.name: tensor for tensor in network.tensors()}


def labelled(network: Network) -> str:
    """A quantity that has labels."""
    return next(tensor.name for tensor in network.tensors() if tensor.labels)


def spelled(network: Network, *names: str) -> Network:
    """The network spelled out, in which these names are known.

    Raises:
        NameErrorInSpec: they are not.
    """
    from symbp.worked import spell_out

    known = tuple(by_name(network))
    try:
        made = plain(spell_out(network))
        known += tuple(by_name(made))
    except SymbpError:
        made = network
    for name in names:
        if name not in by_name(made):
            hint = nearest(name, known)
            raise NameErrorInSpec(f"{network.name}: expected the name of a quantity, found {shown(name)}; {hint}")
    return made


def formal(network: Network, tensor: Tensor) -> Element:
    """An element of a tensor at the indices it is first written with."""
    equation = network.equation(tensor)
    if equation is not None:
        return equation.output
    used = next(u for e in network.equations for u in elements(e.body) if u.tensor == tensor)
    names = [p.name if isinstance(p, Index) else "ijk"[n % 3] for n, p in enumerate(used.indices)]
    if len(names) < len(tensor.sizes):
        names = list("ijkpqr"[: len(tensor.sizes)])
    return Element(tensor, (), tuple(Index(name, size) for name, size in zip(names, tensor.sizes, strict=True)))


def apart(element: Element, other: Element) -> Element:
    """The element at indices of other names than those of another one."""
    taken = {position.name for position in other.indices if isinstance(position, Index)}
    found = []
    for position in element.indices:
        assert isinstance(position, Index)
        name = position.name if position.name not in taken else next(n for n in "ijklpqrstuv" if n not in taken)
        taken.add(name)
        found.append(Index(name, position.size))
    return Element(element.tensor, (), tuple(found))
