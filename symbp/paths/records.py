"""What is known about the ways from one quantity to another: their number, and each as a product of slopes."""

from __future__ import annotations

from symbp.language import Element, Expression, Index, Network, Partial, Tensor, node


@node
class Arrow:
    """One use of a quantity: `source` stands in the equation of `target`, at the `place`-th of `places` places."""

    target: Tensor
    source: Tensor
    place: int = 1
    places: int = 1


@node
class Path:
    """A way from the later quantity back to the earlier one: a product with one local derivative for every arrow.

    `partials` are the local derivatives in path order, `slopes` what they are.  `chain` is the product of the partials,
    `product` that of the slopes, both summed over the indices in between, `sums`; it `vanishes` where a sum in it is 0.
    """

    arrows: tuple[Arrow, ...]
    partials: tuple[Partial, ...]
    slopes: tuple[Expression, ...]
    sums: tuple[Index, ...]
    chain: Expression
    product: Expression
    vanishes: bool = False

    @property
    def quantities(self) -> tuple[Tensor, ...]:
        """All quantities on the way, the later one first."""
        return (self.arrows[0].target, *(arrow.source for arrow in self.arrows)) if self.arrows else ()


@node
class Paths:
    """The ways from `of` back to `by` in `network`, both at formal indices.

    `count` is their number in the graph whose nodes are the quantities, `components` the number for single components,
    from the one number `of` to one component of `by`: a polynomial in the sizes, or None where it is not the same for
    all components.  `listed` holds every path if there are few, else none; their products add up to `derivative`.
    `written` is the derivative with all quantities in between put in, where that stays short.
    """

    network: Network
    of: Element
    by: Element
    count: int
    components: Expression | None
    listed: tuple[Path, ...] = ()
    derivative: Expression | None = None
    written: Expression | None = None


@node
class Survey:
    """The paths from the loss of a network back to everything it is differentiated by; every quantity is a node."""

    network: Network
    ways: tuple[Paths, ...]

    @property
    def listed(self) -> tuple[Paths, ...]:
        """Those whose paths are listed."""
        return tuple(one for one in self.ways if one.listed)
