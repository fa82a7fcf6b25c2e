"""x + y instead of x y: added instead of multiplied, or multiplied instead of added."""

from __future__ import annotations

from collections.abc import Iterator

from ...tree import Negative, Product, Sum, Times, Tree
from ..places import At
from ..scene import Scene, is_whole

PRIOR = 0.03


def at(here: At, scene: Scene) -> Iterator[Tree]:
    """A sum as a product, a product of paths as a sum."""
    match here.part:
        case Sum(parts=parts) if not any(isinstance(part, Negative) for part in parts):
            sign = Times.HADAMARD if is_whole(here.part) else Times.PLAIN
            yield Product(parts, (sign,) * (len(parts) - 1))
        case Product(parts=parts):
            yield Sum(parts)
            for n in range(1, len(parts)):
                left, right = parts[:n], parts[n:]
                first = Product(left, here.part.times[: n - 1]) if n > 1 else left[0]
                last = Product(right, here.part.times[n:]) if len(right) > 1 else right[0]
                yield Sum((first, last))
