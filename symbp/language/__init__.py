"""The language of networks: sizes, indices, tensors, expressions, equations.  Knows SymPy only, for functions."""

from .closing import (
    Fresh,
    bases,
    close,
    elements,
    free,
    free_in_base,
    freshen,
    freshen_term,
    inside,
    positions,
    put,
    put_base,
    put_element,
    put_term,
    rewrite,
)
from .expression import (
    ONE,
    ZERO,
    Apply,
    Base,
    Cardinal,
    Delta,
    Element,
    Exponent,
    Expression,
    Factor,
    Functional,
    FunctionalSlope,
    Group,
    Partial,
    Term,
    Within,
    apply,
    as_expression,
    element,
    group,
    merge,
    number,
    power,
    product,
    term_product,
    total,
)
from .function import EXP, LOG, Function, X, slope
from .index import Affine, Extent, Index, Position, Size, affine, describe, indices_in, multiples, place, plus
from .network import Case, Equation, Fact, Network, Numbers, Value, check
from .node import node
from .tensor import Label, Role, Tensor, adjoint

__all__ = [name for name in dir() if not name.startswith("_")]
