"""Parameters that an update leaves alone."""

from __future__ import annotations

from ..errors import NameErrorInSpec, SpecError
from ..language import Network, Role
from .name import clean_name, nearest, shown
from .table import Table


def read_frozen(table: Table, network: Network) -> tuple[str, ...]:
    """The parameters that an update leaves alone, whole tensors or single elements.

    Raises:
        SpecError: no list of names.
        NameErrorInSpec: a name that no parameter has.
    """
    place = table.at("frozen")
    value = table.data.get("frozen", ())
    if not isinstance(value, list | tuple):
        raise SpecError(f"{place}: expected a list of names, found {shown(value)}")
    owners = {t.name for t in network.with_role(Role.PARAMETER)}
    known = (*owners, *(name for (owner, _), name in network.element_names if owner in owners))
    found = tuple(clean_name(name, place) for name in value)
    for name in found:
        if name not in known:
            raise NameErrorInSpec(f"{place}: unknown parameter {name}; {nearest(name, tuple(sorted(known)))}")
    return found
