"""The table [numbers.update]: the rule by which parameters are updated, its constants and the learning rate."""

from __future__ import annotations

from decimal import Decimal

from ..errors import NameErrorInSpec, SpecError
from ..language import Descent, Network, Numbers, Role
from ..library import find
from ..update import Rule, constants_of, rule
from .frozen import read_frozen
from .name import shown
from .table import Table, whole

KEYS = ("rate", "update", "frozen", "updates")
UPDATES = 1_000_000
RUNNING = ("beta", "beta1", "beta2", "mu")  # shares of what is carried on: at least 0, less than 1
Rate = tuple[Decimal | None, Descent]


def read_update(table: Table, network: Network, numbers: Numbers) -> Numbers:
    """The numbers with what [numbers] says about updates: rate, rule, frozen parameters, how many to follow.

    Raises:
        SpecError: a rule or a constant that nobody knows, a value that does not fit, or a rate that is missing.
        NameErrorInSpec: a frozen parameter that the network has not, or a name that the rule needs for itself.
    """
    from .numbers import decimal

    rate = decimal(table.data["rate"], table.at("rate")) if table.has("rate") else None
    updates = whole(table.data["updates"], table.at("updates"), most=UPDATES) if table.has("updates") else 0
    descent = Descent()
    if table.has("update"):
        rate, descent = read_rule(table.table("update"), rate, table.at("rate"))
        free(network, rule(descent.rule), table.at("update"))
    if updates and rate is None:
        raise SpecError(f"{table.at('updates')}: expected a learning rate ({table.at('rate')}) as well, found none")
    return Numbers(numbers.values, rate, read_frozen(table, network), updates, numbers.published, descent)


def read_rule(table: Table, rate: Decimal | None, outside: str) -> Rate:
    """The rate and the rule with its constants, from the table of the update.

    Raises:
        SpecError: see above.
    """
    from .numbers import decimal

    if not table.has("rule"):
        raise SpecError(f'{table.at("rule")}: expected the name of an update rule, such as "adam", found none')
    try:
        made = find("updates", table.text("rule", ""), "update rule")
    except SpecError as error:
        raise SpecError(f"{table.at('rule')}: {error}") from None
    found = rule(made.__name__.rpartition(".")[2])
    known = tuple(name for name, _ in found.constants)
    table.allow("rule", "rate", *known)
    if table.has("rate"):
        if rate is not None:
            raise SpecError(f"{table.at('rate')}: expected one learning rate, found another one in {outside}")
        rate = decimal(table.data["rate"], table.at("rate"))
    if rate is None:
        raise SpecError(f"{table.at('rate')}: expected a learning rate for the rule {found.name}, found none")
    given = {name: decimal(table.data[name], table.at(name)) for name in known if table.has(name)}
    for name, value in given.items():
        if value < 0 or (name in RUNNING and value >= 1):
            wanted = "from 0 to below 1" if name in RUNNING else "of 0 or more"
            raise SpecError(f"{table.at(name)}: expected a number {wanted}, found {shown(value)}")
    try:
        return rate, Descent(found.name, constants_of(found.name, given))
    except SpecError as error:
        raise SpecError(f"{table.place}: {error}") from None


def free(network: Network, found: Rule, place: str) -> None:
    """Go on only if no quantity of the network has a name that the rule needs.

    Raises:
        NameErrorInSpec: one has.
    """
    parameters = network.with_role(Role.PARAMETER)
    owners = {tensor.name for tensor in parameters}
    singles = [name for (owner, _), name in network.element_names if owner in owners]
    taken = {name for _, name in network.element_names} | {tensor.name for tensor in network.tensors()}
    wanted = {f"{state}_{name}" for state in found.state for name in (*owners, *singles)}
    wanted |= {name for name, _ in found.constants if any(t.name == name for t in network.with_role(Role.CONSTANT))}
    for name in sorted(wanted & taken):
        raise NameErrorInSpec(f"{place}: the rule {found.name} calls something {name}, as the network does")
