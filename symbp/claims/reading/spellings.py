"""Every name of a network in the one form that all its spellings have: out_{o1}, \\text{out}_{o1}, out_o1 are outo1."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ...language import Apply, Functional, Network, Role, Size, Tensor, as_expression, bases, elements, remember
from ..quantity import examples

BEFORE = ("net", "z", "in", "input", "s")  # what enters a unit
AFTER = ("out", "a", "o", "h", "output")  # what leaves it
TARGETS = ("target", "t", "targ", "tgt", "actual", "desired")
PARTS = ("E", "L", "C", "J", "e", "loss", "Loss")
LOSSES = ("E", "C", "L", "J", "loss", "Loss", "cost", "Cost", "error", "Error")
KINDS = ("MSE", "SSE", "CE", "BCE", "NLL", "mse", "sse", "ce", "bce", "nll")  # of losses
TOTALS = ("total", "tot", "Total", "ges", "sum", *KINDS)
FAMILIES = {
    "w": ("w", "W"),
    "b": ("b", "B"),
    "z": ("z", "Z", "net", "u"),
    "a": ("a", "A", "out", "h", "H"),
}
UNITS = {"net_": BEFORE, "out_": AFTER, "target_": TARGETS, "E_": PARTS}


@dataclass(frozen=True)
class Named:
    """What a name means: a tensor, or the single number of it that has a name of its own."""

    tensor: Tensor
    single: str = ""


@dataclass(frozen=True)
class Names:
    """All names of a network.

    `declared` are its own, `also` what follows from them, `units` the place of each unit by tensor and unit;
    `layers` the tensors of each family (w, b, z, a) by the layer's number, inputs being 1; `functions` the functions
    by the words for them; `roles` the tensors in each role; `labels` and `sizes` the letters of layers and
    time and of sizes, `example` the size that counts examples.  `memory` is for whoever works with these names often.
    """

    declared: dict[str, Named] = field(default_factory=dict)
    doubtful: frozenset[str] = frozenset()
    also: dict[str, Named] = field(default_factory=dict)
    units: dict[str, dict[str, int]] = field(default_factory=dict)
    layers: dict[str, dict[int, Tensor]] = field(default_factory=dict)
    functions: dict[str, str] = field(default_factory=dict)
    roles: dict[Role, tuple[Tensor, ...]] = field(default_factory=dict)
    labels: frozenset[str] = frozenset()
    sizes: frozenset[str] = frozenset()
    example: Size | None = None
    memory: dict[tuple[str, ...], Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def depth(self) -> int:
        """How many layers of weights there are; 0 where the network does not come in layers."""
        return len(self.layers.get("z", ()))


def key(name: str) -> str:
    """The name without lows, as all its spellings have it."""
    return name.replace("_", "")


@remember
def names(network: Network) -> Names:
    """The names of a network, worked out once."""
    given: dict[str, list[Named]] = {}
    known = dict(network.element_names)
    tensors = {tensor.name: tensor for tensor in network.tensors()}
    for (owner, _), name in network.element_names:
        found = given.setdefault(key(name), [])
        if Named(tensors[owner], name) not in found:
            found.append(Named(tensors[owner], name))
    for tensor in tensors.values():
        own = [Named(tensor)] if (tensor.name, ()) not in known else []
        if own and not tensor.mark and tensor.role is not Role.PART:
            given.setdefault(key(tensor.name), []).extend(own)
    for tensor in tensors.values():
        word = {Role.PREACTIVATION: "net", Role.ACTIVATION: "out"}.get(tensor.role, "") if tensor.labels else ""
        if word and word not in given:
            given[word] = [Named(tensor)]
    declared = {name: found[0] for name, found in given.items() if len(found) == 1}
    doubtful = frozenset(name for name, found in given.items() if len(found) > 1)
    layers = layer_tensors(network)
    also = derived(network, declared)
    roles = {role: network.with_role(role) for role in Role}
    return Names(
        declared,
        doubtful,
        also,
        unit_places(network),
        layers,
        functions(network, declared),
        roles,
        frozenset(label.index.name for tensor in tensors.values() for label in tensor.labels),
        frozenset(size.name for size in network.sizes() if not size.labels),
        examples(network),
    )


def derived(network: Network, declared: dict[str, Named]) -> dict[str, Named]:
    """Names that follow from the network's own: z_h1 for net_h1, delta_h1, E for the loss."""
    found: dict[str, list[Named]] = {}
    known = dict(network.element_names)
    tensors = {tensor.name: tensor for tensor in network.tensors()}
    for (owner, place), name in network.element_names:
        for prefix, others in UNITS.items():
            if place and name.startswith(prefix) and tensors[owner].letter:
                unit = key(name.removeprefix(prefix))
                for other in others:
                    found.setdefault(other + unit, []).append(Named(tensors[owner], name))
    for equation in network.equations:
        for base in bases(equation.body):
            if isinstance(base, Functional) and equation.body == as_expression(base):  # L = l(y): l is L
                own = known.get((equation.tensor.name, ()), "")
                found.setdefault(key(base.name), []).append(Named(equation.tensor, own))
    loss = network.loss
    single = known.get((loss.name, ()), "")
    for kind in KINDS:
        found.setdefault(kind, []).append(Named(loss, single))
    for name in LOSSES:
        for total in ("", *TOTALS):
            found.setdefault(name + total, []).append(Named(loss, single))
    return {name: given[0] for name, given in found.items() if len(set(given)) == 1 and name not in declared}


def unit_places(network: Network) -> dict[str, dict[str, int]]:
    """The place of every unit of a tensor by the unit's name."""
    found: dict[str, dict[str, int]] = {}
    for (owner, place), name in network.element_names:
        for prefix in ("net_", "out_", "target_", "E_"):
            if len(place) == 1 and name.startswith(prefix):
                found.setdefault(owner, {})[name.removeprefix(prefix)] = place[0]
        if owner == "x" and len(place) == 1:
            found.setdefault(owner, {})[name] = place[0]
    return found


def layer_tensors(network: Network) -> dict[str, dict[int, Tensor]]:
    """The tensors of a layered network by family and layer, the inputs being layer 1; none for other networks."""
    found: dict[str, dict[int, Tensor]] = {family: {} for family in FAMILIES}
    for equation in network.equations:
        tensor = equation.tensor
        if tensor.labels:
            return {}
        if not tensor.mark or tensor.letter not in FAMILIES:
            continue
        layer = int(tensor.mark)
        found[tensor.letter][layer] = tensor
        inside = (element.tensor for element in elements(equation.body))
        for used in dict.fromkeys(inside) if tensor.letter == "z" else ():
            if used.role is Role.PARAMETER:
                family = "b" if used.letter == "b" or (not used.letter and len(used.sizes) < 2) else "w"
                found[family].setdefault(layer, used)
            elif used.role is Role.INPUT:
                found["a"][1] = used
    return found if found["z"] else {}


OF_LAYER = ("phi", "varphi", "f", "g", "sigma")  # whatever activation a layer has


def functions(network: Network, declared: dict[str, Named]) -> dict[str, str]:
    """The network's own functions, and the letters that stand for its only activation."""
    own: dict[str, None] = {}
    others: dict[str, str] = {}
    for equation in network.equations:
        for base in bases(equation.body):
            if isinstance(base, Apply) and base.function.name not in ("exp", "log"):
                own.setdefault(base.function.name)
            elif isinstance(base, Functional):
                others[base.name] = base.name
    found = {name.lower() if name.lower() not in declared else name: name for name in own}
    found |= {name: name for name in own} | others
    activation = "sigmoid" if "sigmoid" in own or not own else next(iter(own)) if len(own) == 1 else ""
    if activation:
        letters = ("sigma", "sig") if len(own) != 1 else ("sigma", "phi", "psi", "f", "g", "act", "activation")
        found |= {letter: activation for letter in letters if letter not in declared and letter not in found}
    if len(own) > 1:  # the one of the argument's own layer
        found |= {letter: letter for letter in OF_LAYER if letter not in declared and letter not in found}
    return found
