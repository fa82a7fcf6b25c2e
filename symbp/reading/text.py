"""One formula, as text or as SymPy's expression."""

from __future__ import annotations

from fractions import Fraction

import sympy

from ..errors import SpecError
from ..spec.name import shown
from .grammar import parse
from .source import Source
from .symbols import from_sympy
from .tree import Number, Tree


def read_formula(value: object, place: str) -> tuple[Source, Tree]:
    """The tree of a formula and where it stands.

    Raises:
        SpecError: it is no formula.
    """
    if isinstance(value, str):
        source = Source(place, value)
        return source, parse(source)
    source = Source(place)
    if isinstance(value, sympy.Basic):
        return source, from_sympy(value, source)
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**50:
        return source, Number(Fraction(value))
    raise SpecError(f"{place}: expected a formula in quotes, found {shown(value)}")
