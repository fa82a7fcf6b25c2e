"""What is declared about data: the value of a sum, "Sum(t[m, k], k)" = "1"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import repeat

from ..errors import SpecError
from ..language import ONE, Element, Expression, Fact, Index, Role
from ..spec.table import Table
from .bind import bind
from .names import summed_names
from .position import Frame, Maker
from .scope import Scope
from .sizes import Variable
from .source import Source, key_text
from .text import read_formula
from .tree import Item, Name, Tree, walk

MOST = 100


def read_facts(table: Table, scope: Scope) -> list[Callable[[], Fact]]:
    """What makes each fact, once all sizes are known.

    Raises:
        SpecError: no sum over one index.
    """
    if len(table.data) > MOST:
        raise SpecError(f"{table.place}: expected at most {MOST} facts, found {len(table.data)}")
    # A fact is looked for as a pattern, and patterns count their bound indices as formal ones.
    own = replace(scope, serials=repeat(0))
    found = []
    for key, value in table.data.items():
        place = f"{table.place}, {key_text(key)}"
        source, left = read_formula(key, place)
        other, right = read_formula(value, place)
        indices = {name: Variable(f"the index {name}") for name in free_names(left, own)}
        makers = [bind(tree, frame(own, text, indices, tree)) for tree, text in ((left, source), (right, other))]
        found.append(fact(source, indices, makers[0], makers[1]))
    return found


def frame(scope: Scope, source: Source, indices: dict[str, Variable], tree: Tree) -> Frame:
    """What names mean in a fact."""
    return Frame(scope, source, indices, frozenset(indices), summed_names(tree))


def free_names(tree: Tree, scope: Scope) -> dict[str, None]:
    """The indices that stand alone in brackets and are not summed over: the fact holds for all their values."""
    summed = summed_names(tree)
    found: dict[str, None] = {}
    for part, _ in walk(tree):
        for position in part.positions if isinstance(part, Item) else ():
            if isinstance(position, Name) and position.name not in summed and position.name not in scope.sizes:
                found.setdefault(position.name)
    return found


def fact(source: Source, indices: dict[str, Variable], left: Maker, right: Maker) -> Callable[[], Fact]:
    """What makes one fact."""

    def make() -> Fact:
        env = {}
        for name, variable in indices.items():
            extent = variable.known()
            if extent is None:
                raise source.error(-1, f"expected a size for {variable.what}, found none")
            env[variable] = Index(name, extent)
        known = left(env)
        if len(known.terms) != 1 or len(known.terms[0].bound) != 1 or known.terms[0].coefficient != 1:
            raise source.error(
                -1, "expected a sum over one index on the left, such as Sum(t[k], k), found something else"
            )
        value = right(env)
        return Fact(name_of(known, value), known, value)

    return make


def name_of(left: Expression, right: Expression) -> str:
    """The name of a fact: targets that add up to 1 have one of their own."""
    factors = left.terms[0].factors
    if right == ONE and len(factors) == 1 and isinstance(factors[0][0], Element):
        if factors[0][0].tensor.role is Role.TARGET:
            return "targets-sum"
    return "declared"
