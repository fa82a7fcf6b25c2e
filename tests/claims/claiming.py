"""Claims made without a reader: the names of single numbers, as in dE/dw5, w5+, E_total+10000."""

import re
from decimal import Decimal

from symbp.claims.quantity import spelled
from symbp.claims.records import Claim, Place, Submission
from symbp.claims.tree import Number, Ref, Slope
from symbp.language import Role


def number(network, name, updates=0):
    """A single number of a network by its own name."""
    return Ref(spelled(network).by_name[name], (), name, updates)


def subject(network, key):
    """What a key means."""
    if found := re.fullmatch(r"(\w+?)\+(\d*)", key):
        return number(network, found[1], int(found[2] or 1))
    if found := re.fullmatch(r"d(\w+)/d(\w+)", key):
        names = spelled(network).by_name
        above = found[1] if found[1] in names else spelled(network).network.loss.name
        return Slope(number(network, above), number(network, found[2]))
    return number(network, key)


def claim(network, key, value, line=0):
    """key = value."""
    return Claim(
        Place("claims", line, 1 if line else 0, key), f"{key} = {value}", sides(network, key, value), (key, str(value))
    )


def sides(network, key, value):
    """Both sides of key = value."""
    return (subject(network, key), Number(Decimal(str(value))))


def submission(network, claims):
    """A submission of {key: value}, in order."""
    return Submission(
        "claims", tuple(claim(network, key, value, n) for n, (key, value) in enumerate(claims.items(), 1))
    )


def parameters(network):
    """The names of the parameters."""
    return [t.name for t in spelled(network).network.with_role(Role.PARAMETER)]
