"""What an update adds to a parameter, w+ - w, or subtracts from it, as a tree."""

from __future__ import annotations

from dataclasses import replace

from ..language import adjoint
from .tree import Letter, Negative, Product, Ref, Sum, Times, Tree
from .walk import rebuilt


def changed(tree: Tree) -> Ref | None:
    """The parameter that a tree is the change of, of either sign; None for anything else."""
    match tree:
        case Sum(parts=(Ref() as first, Negative(of=Ref() as second))) if {first.updates, second.updates} == {0, 1}:
            old = first if first.updates == 0 else second
            return old if replace(first, updates=0, at=old.at) == replace(second, updates=0, at=old.at) else None
    return None


def explicit(tree: Tree) -> Tree:
    """A formula with eta dE/dw in place of changes, which would say of a new value that it is the new value."""

    def step(part: Tree) -> Tree:
        of: Ref | None = changed(part)
        if of is None:
            return part
        slope = replace(of, tensor=adjoint(of.tensor))
        found = Product((Letter("eta", of.at), slope), (Times.PLAIN,), of.at)
        return found if is_subtracted(part) else Negative(found, of.at)

    return rebuilt(tree, step)


def is_subtracted(tree: Tree) -> bool:
    """Whether a change is what an update takes away: w - w+."""
    match tree:
        case Sum(parts=(Ref(updates=0), _)):
            return changed(tree) is not None
    return False
