"""What names stand for in one document: the network's names, and the choices that its author made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ...language import Network, Role, Tensor
from ...spec.name import nearest
from ..vocabulary import READ
from .spellings import FAMILIES, Named, Names, key, names

VARIANCES = ("sigma2", "sigmasq", "sigmasquared", "var", "variance", "sigmaB2", "v", "s2")


@dataclass(frozen=True)
class Lexicon:
    """The names of a network, as one author uses them.

    `layers` says how layers are counted: "inputs are 1", so that the first weights are w2, or "inputs are 0"; `y` what
    the letter y means: the "target", or the "output" where the target is t; `o` whether that is the output or
    what enters the last activation, and `s` the same for s; `errors` whether dZ and delta are
    derivatives of the mean loss, or of each example's own; `digits` whether the 2 of
    w2 is an index where there is one layer of weights alone; `below` what that of z_2 is where there are two: a
    layer, or a unit of the hidden one;
    `lone` what i counts in p_i, where p has examples and units; `change` whether
    Delta w is added to w or subtracted; `units` what the bare name of a unit means:
    nothing, or its "activation".  `asked` collects the choices that made a difference, with what was seen.
    `one_example` says that words around a formula name the example; `outermost` that z and a without a layer are those
    of the last one; `batched` that raised numbers in parentheses are examples;
    `standing` the layers, by their letters, that other letters of units stand for;
    `counting` that a letter may be the number of a name, t in h_t; `variable` is the letter of
    sigma(u) = ..., which stands for any number; `defined` are the author's own names, as far as the document was read;
    `upwards` whether the first letter of w_{ij} is of the lower layer, as far as that is certain.
    """

    network: Network
    layers: str = "inputs are 1"
    y: str = "target"
    o: str = "output"
    s: str = "pre-activation"
    errors: str = "of the loss"
    digits: str = "indices"
    below: str = "layers"
    lone: str = "examples"
    change: str = "added"
    units: str = "named with net and out"
    one_example: bool = False
    outermost: bool = False
    batched: bool = False
    standing: tuple[tuple[str, str], ...] = ()
    counting: bool = False
    variable: str = ""
    asked: dict[str, set[str]] = field(default_factory=dict, compare=False, repr=False)
    defined: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    upwards: set[bool] = field(default_factory=set, compare=False, repr=False)

    def choosing(self, choices: Mapping[str, str]) -> Lexicon:
        """The same names with other choices, and nothing seen yet."""
        made = {name: choices.get(name, getattr(self, name)) for name in READ}
        kept = {
            name: getattr(self, name)
            for name in ("outermost", "batched", "standing", "counting", "variable", "defined", "upwards")
        }
        return Lexicon(self.network, **made, **kept)

    def speaking(self, one_example: bool) -> Lexicon:
        """The same lexicon for a formula about one example, which is named in words around it."""
        return replace(self, one_example=True) if one_example else self

    def of_any(self, variable: str) -> Lexicon:
        """The same lexicon for a statement about a function, where a letter stands for any number."""
        return replace(self, variable=variable)

    @property
    def names(self) -> Names:
        """The network's names."""
        return names(self.network)

    def ask(self, choice: str, seen: str = "") -> str:
        """The choice that was made; that it mattered is remembered."""
        self.asked.setdefault(choice, set()).add(seen)
        made: str = getattr(self, choice, "")
        return made

    def note(self, named: Named) -> None:
        """Remember which kinds of names of units an author uses."""
        for kind in ("net", "out"):
            if named.single.startswith(f"{kind}_"):
                self.ask(kind)

    def named(self, word: str) -> Named | None:
        """What a name means, in any spelling; the network's own names come first."""
        return self.names.declared.get(word)

    def also(self, word: str) -> Named | None:
        """What a name means that follows from the network's own."""
        found = self.names.also.get(word)
        if found is None and len(word) > 1 and not self.names.layers:
            found = self.names.declared.get(word[0].swapcase() + word[1:])  # W_{xh} for w_xh
        return found

    def variance(self) -> Named | None:
        r"""What \sigma^2 stands for, where \sigma itself is no name."""
        if "sigma" in self.names.declared:
            return None
        return next((found for word in VARIANCES if (found := self.names.declared.get(word)) is not None), None)

    def other_case(self, word: str) -> Named | None:
        """The table of numbers whose letter is the other one: X for x_{ij}; None where both letters are names."""
        known = self.names.declared.get(word.swapcase()) if len(word) == 1 and not self.names.layers else None
        return known if known is not None and not known.single and len(known.tensor.sizes) > 1 else None

    def family(self, letter: str) -> str:
        """The family of tensors that a letter stands for in a layered network: w, b, z or a; none for others."""
        if not self.names.layers:
            return ""
        return next((family for family, letters in FAMILIES.items() if letter in letters), "")

    def layer(self, family: str, number: int) -> Tensor | None:
        """The tensor of a layer with the number that the author gives it."""
        own = number + (0 if self.ask("layers", str(number)) == "inputs are 1" else 1)
        return self.names.layers.get(family, {}).get(own)

    def last(self, family: str, before: int = 0) -> Tensor | None:
        """The tensor of the last layer, or of one before it."""
        layers = self.names.layers.get(family, {})
        return layers.get(max(layers) - before) if layers else None

    def only(self, family: str) -> Tensor | None:
        """The tensor of a family where one letter without a layer can mean only that one."""
        found = self.names.layers.get(family, {})
        inner = [tensor for tensor in found.values() if tensor.role is not Role.INPUT]
        return inner[0] if len(inner) == 1 else None

    @property
    def outputs(self) -> Tensor | None:
        """The activations of the last layer."""
        return self.last("a")

    def last_of(self, tensor: Tensor) -> Tensor | None:
        """The tensor of the last layer, where that is one of its own: a^L beside the a^l of the layers below."""
        same = (other for other in self.names.roles[tensor.role] if other.mark and not other.labels)
        return next((other for other in same if other.letter == tensor.letter), None)

    def role(self, role: Role) -> Tensor | None:
        """The only tensor in a role."""
        found = self.names.roles[role]
        return found[0] if len(found) == 1 else None

    def size_letters(self) -> frozenset[str]:
        """Letters that stand for a number of units, examples or layers."""
        return self.names.sizes | self.names.labels | {"n", "m", "N", "L", "T"}

    def function(self, word: str) -> str:
        """The function that a word stands for; none for anything else."""
        return self.names.functions.get(word, "")

    def near(self, word: str) -> str:
        """The end of a message about a name that nobody knows."""
        known = [name.single or name.tensor.name for name in self.names.declared.values()]
        if self.names.layers:
            known += [tensor.name for family in self.names.layers.values() for tensor in family.values()]
        unique = tuple(dict.fromkeys(known))
        return nearest(word, unique) if len(unique) <= 12 else close(word, unique)


def close(word: str, known: Iterable[str]) -> str:
    """The nearest of many names; nothing more where none is near."""
    import difflib

    near = difflib.get_close_matches(key(word), [key(name) for name in known], 1, 0.5)
    return f"did you mean {next(name for name in known if key(name) == near[0])}?" if near else "no name is like it"
