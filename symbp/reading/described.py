"""What a file says about names and groups of quantities beside their equations: words, composites, granularity."""

from __future__ import annotations

from collections.abc import Collection

from ..errors import NameErrorInSpec, SpecError
from ..language import GRANULARITIES
from ..spec.name import clean_name, nearest, shown
from ..spec.table import Table

MOST = 100
Composites = tuple[tuple[str, tuple[str, ...]], ...]


def read_meanings(table: Table, known: Collection[str]) -> tuple[tuple[str, str], ...]:
    """What the user says about names of quantities and sizes, for the list of symbols.

    Raises:
        NameErrorInSpec: a name that nothing has.
        SpecError: no text, or a long one.
    """
    given = table.table("meanings")
    found = {}
    for key in given.data:
        name = clean_name(key, given.place)
        if name not in known:
            raise NameErrorInSpec(f"{given.place}: unknown name {shown(name)}; {nearest(name, tuple(known))}")
        found[name] = given.text(key, "")
    return tuple(found.items())


def read_granularity(table: Table) -> str:
    """How fine the equations shall be, nothing where the file leaves it open.

    Raises:
        SpecError: a granularity that is not known.
    """
    return table.choice("granularity", *GRANULARITIES) if table.has("granularity") else ""


def read_composites(table: Table, defined: Collection[str]) -> Composites:
    """Groups of quantities that make one operation together: a list of names, or one such list for every use.

    Raises:
        SpecError: no list of names.
        NameErrorInSpec: a name that no equation defines, or that two groups have.
    """
    given = table.table("composites")
    found: list[tuple[str, tuple[str, ...]]] = []
    taken: set[str] = set()
    for key, value in given.data.items():
        name, place = clean_name(key, given.place), given.at(str(key))
        if not isinstance(value, list | tuple) or not value or len(value) > MOST:
            raise SpecError(f"{place}: expected a list of names, found {shown(value)}")
        groups = value if all(isinstance(entry, list | tuple) for entry in value) else [value]
        for group in groups:
            members = tuple(clean_name(entry, place) for entry in group)
            for member in members:
                if member not in defined:
                    hint = nearest(member, tuple(defined))
                    raise NameErrorInSpec(f"{place}: {member} is never defined; {hint}")
                if member in taken:
                    raise NameErrorInSpec(f"{place}: {member} is in two groups")
                taken.add(member)
            if not members:
                raise SpecError(f"{place}: expected at least one name, found an empty list")
            found.append((name, members))
    return tuple(found)
