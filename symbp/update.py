"""The update of a network: the formulas of its rule for every parameter, over single numbers or over arrays.

    rule("adam").formulas     m, v, m_hat, v_hat and w, in the letters of `language.update`
    moves(network, (w5,))     the same for w5: m_w5+, v_w5+, m_hat_w5+, v_hat_w5+, w5+

Whatever updates reads these: the sheet of a calculation, the worked example, training.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cache

from .errors import SpecError
from .language import Base, Element, Expression, Network, Role, Tensor, adjoint, as_expression, elements, node, rewrite
from .language.update import GRADIENT, LEARNING_RATE, PARAMETER, RAISED, constant, old, renewed
from .library import find, names


@node
class Formula:
    """What a step puts in the place of `of`, a parameter or a quantity of the state: its `body`.

    `parameter` is the one whose state it is; None for what all parameters share.
    """

    of: Tensor
    body: Expression
    parameter: Tensor | None = None

    @property
    def to(self) -> Tensor:
        """The tensor of the new value."""
        return renewed(self.of)


@node
class Rule:
    """An update rule by name: `formulas` in the order in which they are computed, the parameter's own last.

    `constants` are the values that hold where none are given, None for those that must be.
    """

    name: str
    formulas: tuple[Formula, ...]
    constants: tuple[tuple[str, Decimal | None], ...]
    source: str

    @property
    def state(self) -> tuple[str, ...]:
        """The names of what it computes for every parameter besides its new value."""
        return tuple(f.of.name for f in self.formulas if f.of.role is Role.STATE and not is_power(f.of))


@cache
def rule(name: str) -> Rule:
    """The rule of that name; the powers that it reads are counted up first.

    Raises:
        SpecError: there is none; the nearest name is offered.
    """
    made = find("updates", name, "update rule")
    own = {Tensor(key, role=Role.STATE): body for key, body in made.FORMULAS.items() if key != PARAMETER.name}
    read = dict.fromkeys(e.tensor for body in made.FORMULAS.values() for e in elements(body))
    powers = [Tensor(tensor.name.removesuffix("+"), role=Role.STATE) for tensor in read if is_power(tensor)]
    counted = [Formula(of, constant(base_of(of)) * old(of.name)) for of in powers]
    formulas = (*(Formula(of, body) for of, body in own.items()), Formula(PARAMETER, made.FORMULAS[PARAMETER.name]))
    constants = {key: None if text is None else Decimal(text) for key, text in made.CONSTANTS.items()}
    return Rule(made.__name__.rpartition(".")[2], (*counted, *formulas), tuple(constants.items()), made.SOURCE)


def rules() -> tuple[str, ...]:
    """The names of all rules, sorted."""
    return names("updates")


def is_power(tensor: Tensor) -> bool:
    """Whether it is a constant to the power of t, which all parameters share."""
    return tensor.role is Role.STATE and tensor.name.removesuffix("+").endswith(RAISED)


def base_of(tensor: Tensor) -> str:
    """The constant of which it is a power."""
    return tensor.name.removesuffix("+").removesuffix(RAISED)


def start(tensor: Tensor) -> Fraction:
    """The value of a quantity of the state before the first step."""
    return Fraction(int(is_power(tensor)))


def own(state: str, parameter: Tensor) -> Tensor:
    """The state's quantity of one parameter: m_w5."""
    return Tensor(f"{state}_{parameter.name}", role=Role.STATE)


def moves(network: Network, parameters: Iterable[Tensor], *, letters: bool = False) -> Iterator[Formula]:
    """The formulas of the network's rule for each of these parameters, what they share in front.

    The rate stands in them as its number, or with `letters` as its letter, constants and gradients by their tensors.
    A parameter that is left alone stays what it is.  Nothing without a rate.
    """
    rate, frozen = network.numbers.rate, network.numbers.frozen
    if rate is None:
        return
    found = rule(network.numbers.descent.rule)
    yield from (formula for formula in found.formulas if is_power(formula.of))
    for parameter in parameters:
        if parameter.name in frozen:
            yield Formula(parameter, as_expression(Element(parameter)), parameter)
            continue
        new = of_parameter(found, parameter)
        for formula in found.formulas:
            if not is_power(formula.of):
                yield Formula(new[formula.of], put(formula.body, new, None if letters else Fraction(rate)), parameter)


def of_parameter(found: Rule, parameter: Tensor) -> Mapping[Tensor, Tensor]:
    """What stands for one parameter in place of the rule's own letters."""
    new = {PARAMETER: parameter, GRADIENT: adjoint(parameter)}
    for state in found.state:
        general = Tensor(state, role=Role.STATE)
        new |= {general: own(state, parameter), renewed(general): renewed(own(state, parameter))}
    return new


def put(body: Expression, new: Mapping[Tensor, Tensor], rate: Fraction | None) -> Expression:
    """A formula with other tensors in place of the rule's letters, and the rate as a number if there is one."""

    def rewritten(base: Base) -> Expression | None:
        if not isinstance(base, Element):
            return None
        if base.tensor == LEARNING_RATE and rate is not None:
            return as_expression(rate)
        return as_expression(Element(new[base.tensor])) if base.tensor in new else None

    return rewrite(body, rewritten)


def begins(network: Network, moving: Iterable[Formula]) -> dict[Tensor, Decimal]:
    """What these formulas begin with besides the network's own numbers: constants, and the state before any step."""
    given = {Tensor(key, role=Role.CONSTANT): value for key, value in network.numbers.descent.constants}
    state = (formula.of for formula in moving if formula.of.role is Role.STATE)
    return given | {tensor: Decimal(int(start(tensor))) for tensor in state}


def constants_of(name: str, given: Mapping[str, Decimal]) -> tuple[tuple[str, Decimal], ...]:
    """All constants of a rule, those that are not given as the rule has them.

    Raises:
        SpecError: one that must be given is not.
    """
    found = []
    for key, usual in rule(name).constants:
        value = given.get(key, usual)
        if value is None:
            raise SpecError(f"expected {key} for the update rule {name}, found none")
        found.append((key, value))
    return tuple(found)
