"""`lambdify` and `export`: a network as a function that gives the loss and its gradients."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..derive import derive
from ..errors import SpecError
from ..language import Extent, Network, Role, Tensor
from .array_module import array_module
from .batch import batch
from .classes import class_targets, spread_all
from .lower import lower
from .program import Program, program
from .scalar_module import SMALL, count, scalar_module
from .stable import stabilise

FORMS = ("auto", "array", "scalar")


@dataclass(frozen=True)
class Gradients:
    """A compiled network.

    Call it with the inputs, the targets and the parameters.  Inputs and targets are one array, or a dict or sequence
    of arrays where the network has several.  The parameters are a dict, or a sequence in the order of `parameters`,
    and the gradients come back in the same way: (loss, gradients).  Given one by one, as further arguments, they come
    back one by one: (loss, dw2, db2, ...); so does `function`, the generated function itself.  `source` is its module.
    Targets that add up to 1 may be given as classes, whole numbers from 0; `classes` tells which.
    """

    function: Callable[..., tuple[Any, ...]]
    source: str
    inputs: tuple[str, ...]
    targets: tuple[str, ...]
    parameters: tuple[str, ...]
    classes: Mapping[str, tuple[int, Extent, str, int]] = field(default_factory=dict)

    def __call__(self, inputs: Any, targets: Any, *parameters: Any) -> tuple[Any, ...]:
        """The loss, and one gradient for each parameter.

        Raises:
            ValueError: an argument is missing or unknown, or its shape does not fit.
        """
        data = (*ordered("input", inputs, self.inputs), *ordered("target", targets, self.targets))
        together = len(parameters) == 1 and isinstance(parameters[0], Mapping | list | tuple)
        given = ordered("parameter", parameters[0] if together else parameters, self.parameters, whole=True)
        names = (*self.inputs, *self.targets, *self.parameters)
        results = self.function(*spread_all(self.classes, names, (*data, *given)))
        if not together:
            return results
        if isinstance(parameters[0], Mapping):
            return results[0], dict(zip(self.parameters, results[1:], strict=True))
        return results[0], results[1:]

    def __repr__(self) -> str:
        names = ", ".join((*self.inputs, *self.targets, *self.parameters))
        return f"<gradients of {names}>"


def ordered(kind: str, given: Any, names: tuple[str, ...], *, whole: bool = False) -> Sequence[Any]:
    """Arguments in the order of their names.

    Raises:
        ValueError: one is missing, or there are too many.
    """
    if isinstance(given, Mapping):
        for name in names:
            if name not in given:
                raise ValueError(f"the {kind} {name} is missing")
        for name in given:
            if name not in names:
                raise ValueError(f"unknown {kind} {name!r}; expected {', '.join(names)}")
        return [given[name] for name in names]
    if len(names) == 1 and not whole:
        return [given]
    if len(given) != len(names):
        raise ValueError(f"expected {len(names)} {kind}s ({', '.join(names)}), found {len(given)}")
    return list(given)


def lambdify(network: Network, form: str = "auto") -> Gradients:
    """The network as a NumPy function of (inputs, targets, parameters) that gives (loss, gradients), for any batch.

    A network written for one example is computed for a batch of rows, its loss the mean over them.  `form` is "array",
    "scalar" (numbers and tuples instead of arrays, one example at a time, only where every width is a number) or
    "auto": arrays, and Python arithmetic for single examples where that is faster; the function's docstring says so.

    Raises:
        SpecError: the network has symbolic layers or arbitrary functions, or the form is not known.
    """
    made = prepared(network)
    source = text(made, form)
    names: dict[str, Any] = {"__name__": "symbp_gradients"}
    exec(compile(source, "<generated gradients>", "exec"), names)
    function = names["gradients"]
    inputs, targets = divided(made.data)
    parameters = tuple(tensor.name for tensor in made.parameters)
    classes = class_targets(network)
    compiled = Gradients(function, source, inputs, targets, parameters, classes)
    object.__setattr__(compiled, "__doc__", function.__doc__)
    return compiled


def export(network: Network, form: str = "auto") -> str:
    """The source of a module with the function `gradients`; it imports NumPy only, in the scalar form math only.

    Raises:
        SpecError: the network has symbolic layers or arbitrary functions, or the form is not known.
    """
    return text(prepared(network), form)


def prepared(network: Network) -> Program:
    """The network for a batch, derived, in a form that does not overflow."""
    return stabilise(program(derive(batch(network))))


def text(made: Program, form: str) -> str:
    """The module in the form asked for.

    Raises:
        SpecError: the form is not known, or not possible.
    """
    if form not in FORMS:
        raise SpecError(f"unknown form {form!r}; expected one of {', '.join(FORMS)}")
    if form == "scalar":
        return scalar_module(made)
    parameters = count(made)
    small = form == "auto" and parameters is not None and parameters <= SMALL and made.network.example is not None
    return array_module(made, lower(made), single=small)


def divided(data: tuple[Tensor, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the inputs and of the targets."""
    inputs = tuple(tensor.name for tensor in data if tensor.role is not Role.TARGET)
    return inputs, tuple(tensor.name for tensor in data if tensor.role is Role.TARGET)
