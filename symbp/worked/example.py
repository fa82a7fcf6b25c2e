"""From a spelled-out network and its derivation to the worked example, in the order in which one calculates."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import isfinite

from ..derivation import Derivation
from ..errors import SpecError
from ..language import Element, Network, Tensor, adjoint
from .calculation import Calculation
from .chains import gradients
from .records import Line, Loss, Update, Worked
from .remarks import remarks


def worked_example(network: Network, derivation: Derivation) -> Worked:
    """Forward lines, gradients path by path, updates, losses, and remarks on published values.

    Raises:
        SpecError: the network has no numbers, or an arbitrary function, or a value that is no finite number.
        SizeError: more updates than one can wait for.
    """
    if not network.numbers.values:
        raise SpecError(f"{network.name}: expected numbers for inputs, targets and parameters, found none")
    calculation = Calculation(derivation)
    calculation.update()
    values = {tensor: calculation.before(tensor) for tensor in network.tensors()}
    for result in derivation.results:
        assert isinstance(result.quantity, Element)
        values[result.quantity.tensor] = calculation.value(result.quantity.tensor)
    finite(network, values)
    forward = tuple(Line(e.output, e.body, values[e.tensor]) for e in network.equations)
    return Worked(
        network,
        derivation,
        values,
        forward,
        gradients(derivation, calculation),
        updates(network, calculation),
        losses(network, derivation),
        remarks(derivation),
    )


def finite(network: Network, values: Mapping[Tensor, float]) -> None:
    """Go on only if all values are numbers; quantities come before those that are computed from them.

    Raises:
        SpecError: one is not, as the logarithm of 0 or what is too large for a float.
    """
    for tensor, value in values.items():
        if not isfinite(value):
            what = tensor.name if tensor.of is None else f"the derivative of {network.loss.name} by {tensor.of.name}"
            raise SpecError(f"{network.name}: [numbers]: expected finite values, found {value} for {what}")


def updates(network: Network, calculation: Calculation) -> tuple[Update, ...]:
    """One step of gradient descent; none without a learning rate."""
    if calculation.rate is None:
        return ()
    found = []
    for name, before in network.numbers.values:
        tensor = next(tensor for tensor in network.tensors() if tensor.name == name)
        if tensor.role.value != "parameter":
            continue
        assert isinstance(before, Decimal)
        frozen = tensor not in calculation.parameters
        gradient = calculation.value(adjoint(tensor))
        found.append(Update(Element(tensor), before, gradient, calculation.value(tensor), frozen))
    return tuple(found)


def losses(network: Network, derivation: Derivation) -> tuple[Loss, ...]:
    """The loss before, after one update, and after 10, 100, ... up to as many as were asked for."""
    calculation = Calculation(derivation)
    if calculation.rate is None:
        return (Loss(0, calculation.loss()),)
    most = network.numbers.updates
    wanted = sorted({0, 1, most, *(10**n for n in range(1, 7) if 10**n < most)})
    return tuple(Loss(count, value) for count, value in calculation.losses(tuple(wanted)))
