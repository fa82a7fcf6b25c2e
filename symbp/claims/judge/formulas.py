"""Formulas under conventions: in the network's orientation and signs; what a convention makes wrong is seen early."""

from __future__ import annotations

from ...errors import SymbpError
from ...language import Network
from ..change import explicit
from ..equivalence import formula_verdict
from ..quantity import examples
from ..records import Claim, Outcome, Verdict
from ..tree import Call, Letter, Product, Quotient, Ref, Slope, Tree
from .numerals import numbers
from .options import Options
from .orientation import oriented
from .working import is_working


def sides(left: Tree, right: Tree, options: Options) -> tuple[Tree, Tree]:
    """A quantity and the formula for it, as the network has them: m dC/dz = f as dC/dz = f/m, matrices turned."""
    match left:
        case Product(parts=(Letter() as count, Ref() as error)):
            left, right = error, Quotient(right, count)
    return oriented(left, explicit(right), options)


def compared(network: Network, left: Tree, right: Tree, options: Options, *, brief: bool = False) -> Outcome:
    """Whether a formula is right for a quantity, both in the network's orientation; a `brief` look at one point."""
    turned = options.examples or (options.weights and examples(network) is None)
    return formula_verdict(network, left, right, negative=options.delta, turned=turned, brief=brief)


def is_refuted(claim: Claim, network: Network, options: Options) -> bool:
    """Whether one point shows that a formula of a claim about a quantity is not right; False where none does."""
    if isinstance(claim.sides[0], Call):
        return False
    try:
        for tree in claim.sides[1:]:
            if numbers(tree) is not None or is_working(tree):
                continue
            left, right = sides(claim.sides[0], tree, options)
            if isinstance(left, Ref | Slope):
                found = compared(network, left, right, options, brief=True)
                if found.verdict is not Verdict.RIGHT and found.how != "numbers":
                    return True
    except SymbpError:
        return False
    return False
