"""Indices that are numbers, as they are written."""

from __future__ import annotations

import numpy as np

from .tree import Negative, Number, Product, Sum, Tree


def known(index: Tree) -> int | None:
    """The number that an index is, if it is one."""
    match index:
        case Number():
            return int(index.value) if index.value == int(index.value) else None
        case Negative():
            inner = known(index.of)
            return None if inner is None else -inner
        case Sum():
            parts = [known(part) for part in index.parts]
            return None if any(part is None for part in parts) else sum(part for part in parts if part is not None)
        case Product():
            factors = [known(part) for part in index.parts]
            return None if any(f is None for f in factors) else int(np.prod([f for f in factors if f is not None]))
    return None
