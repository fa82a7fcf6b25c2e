"""Claims: the steps of an argument as data, each with the way in which it is checked."""

from __future__ import annotations

from ..language import Expression, Tensor, node


@node
class Relation:
    """part sign part sign part: -1 < q < 1; `absolute` puts the first part between bars."""

    parts: tuple[Expression, ...]
    signs: tuple[str, ...] = ("=",)
    absolute: bool = False


@node
class Induction:
    """What a claim for all steps is shown from: points now, first and next, and the power q^k of a factor q."""

    now: tuple[Tensor, ...]
    first: tuple[Tensor, ...]
    then: tuple[Tensor, ...]
    power: Tensor
    factor: Tensor


@node
class Claim:
    """One step of a derivation: relations that hold for a `reason`, and how that is checked.

    `how`: "given" (a definition, or what is wanted), "identity" (all parts equal once `given` is put in), "derivative"
    (the right side is the derivative that the left one names), "linear" (both sides, and their slopes, agree at the
    point that `by` names), "induction", "absolute" (-a < e < a says the same as |e| < a), "add" and "multiply" (the
    parts of `before` with `by`), "turned" (`before` read from its end), "square" (`by` is a square, and what the right
    side has more than the left one), "root" (the parts of `before` are squares of these) and "positive" (the left side
    is larger, quantities in `positive` being so).
    """

    reason: str
    relations: tuple[Relation, ...]
    how: str = "identity"
    given: tuple[tuple[Tensor, Expression], ...] = ()
    before: Relation | None = None
    by: Expression | None = None
    induction: Induction | None = None
    positive: tuple[Tensor, ...] = ()


@node
class Chapter:
    """The claims that lead to one result; `key` says which."""

    key: str
    claims: tuple[Claim, ...]
