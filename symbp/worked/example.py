"""From a spelled-out network and its derivation to the worked example, in the order in which one calculates."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import isfinite

from ..derivation import Derivation
from ..errors import SpecError
from ..language import Descent, Element, Network, Tensor, adjoint
from ..language.update import LEARNING_RATE
from ..update import base_of, begins, is_power, moves
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
    values |= of_rule(network, calculation)
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
        constants(network, calculation),
    )


def constants(network: Network, calculation: Calculation) -> tuple[tuple[Tensor, Decimal], ...]:
    """The rate and the constants of an update rule, digits as written, and their powers in the first step."""
    rate = network.numbers.rate
    given = dict(network.numbers.descent.constants)
    found = [] if rate is None else [(LEARNING_RATE, rate)]
    found += [(tensor, value) for tensor, value in begins(network, ()).items()]
    return (*found, *((move.to, given[base_of(move.of)]) for move in calculation.moves if is_power(move.of)))


def of_rule(network: Network, calculation: Calculation) -> dict[Tensor, float]:
    """What the first update reads and gives: constants, the state before and after, new parameters."""
    begun = {tensor: float(value) for tensor, value in begins(network, calculation.moves).items()}
    return begun | {move.to: calculation.value(move.of) for move in calculation.moves}


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
    """One step of every parameter; none without a learning rate."""
    if calculation.rate is None:
        return ()
    plain = network.numbers.descent == Descent()
    found = []
    for name, before in network.numbers.values:
        tensor = next(tensor for tensor in network.tensors() if tensor.name == name)
        if tensor.role.value != "parameter":
            continue
        assert isinstance(before, Decimal)
        frozen = tensor not in calculation.parameters
        gradient = calculation.value(adjoint(tensor))
        lines = () if plain or frozen else steps(network, calculation, tensor)
        found.append(Update(Element(tensor), before, gradient, calculation.value(tensor), frozen, lines))
    return tuple(found)


def steps(network: Network, calculation: Calculation, parameter: Tensor) -> tuple[Line, ...]:
    """The formulas of the network's rule for one parameter, and what they give."""
    own = (move for move in moves(network, (parameter,), letters=True) if move.parameter == parameter)
    return tuple(Line(Element(move.to), move.body, calculation.value(move.of)) for move in own)


def losses(network: Network, derivation: Derivation) -> tuple[Loss, ...]:
    """The loss before, after one update, and after 10, 100, ... up to as many as were asked for."""
    calculation = Calculation(derivation)
    if calculation.rate is None:
        return (Loss(0, calculation.loss()),)
    most = network.numbers.updates
    wanted = sorted({0, 1, most, *(10**n for n in range(1, 7) if 10**n < most)})
    return tuple(Loss(count, value) for count, value in calculation.losses(tuple(wanted)))
