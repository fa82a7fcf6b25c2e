"""What a certificate says, as data: a verdict on every step, and the counterexample where a step is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from symbp.language import Case, Element, Partial, node

from .setting import Setting

Path = tuple[int, ...]
"""Where a step is: result, step, and on from there result and step of its substeps."""

Number = int | float


@node
class Counterexample:
    """Sizes and indices at which a step gives another value than its quantity has.

    `expected` and `found` are numbers, floating unless only the arithmetic modulo a prime told them apart.
    """

    setting: Setting
    indices: tuple[tuple[str, int], ...]
    expected: Number
    found: Number


@node
class Verdict:
    """What was found about one equality.

    Kinds: "exact" (equal modulo a prime at all settings, points and indices), "agrees" (equal in floating point),
    "refuted" (a counterexample, or a `reason`: "unbound-index", "shape", "undefined") and "unknown" (with its
    `reason`: "after-refuted", "stand-in-sizes", "fact-not-drawn", "overflow", "too-large", "no-points").
    `compared` counts values.
    """

    kind: str
    compared: int = 0
    reason: str = ""
    counterexample: Counterexample | None = None

    @property
    def good(self) -> bool:
        """Whether the equality holds where it was looked at."""
        return self.kind in ("exact", "agrees")


@node
class StepVerdict:
    """The verdicts on a step's index formula, on its matrix form if it has one, and on its substeps."""

    formula: Verdict
    matrix: Verdict | None = None
    substeps: tuple[ResultVerdict, ...] = ()


@node
class ResultVerdict:
    """The verdicts on all steps of a result."""

    quantity: Element | Partial
    case: Case | None
    steps: tuple[StepVerdict, ...]


@node
class Certificate:
    """The verdicts on a derivation, in its order, and the settings at which it was looked at."""

    settings: tuple[Setting, ...]
    results: tuple[ResultVerdict, ...]

    def verdicts(self) -> Iterator[tuple[Path, Verdict]]:
        """Every verdict with its place."""
        yield from walk(self.results, ())

    def count(self, kind: str) -> int:
        """How many verdicts are of a kind."""
        return sum(verdict.kind == kind for _, verdict in self.verdicts())

    @property
    def counts(self) -> dict[str, int]:
        """How many verdicts there are of each kind."""
        return {kind: self.count(kind) for kind in ("exact", "agrees", "refuted", "unknown")}

    @property
    def refuted(self) -> tuple[tuple[Path, Verdict], ...]:
        """The steps that are wrong, and why."""
        return tuple((path, verdict) for path, verdict in self.verdicts() if verdict.kind == "refuted")

    @property
    def sound(self) -> bool:
        """Whether every equality holds where it was looked at."""
        return all(verdict.good for _, verdict in self.verdicts())


def walk(results: tuple[ResultVerdict, ...], above: Path) -> Iterator[tuple[Path, Verdict]]:
    """Every verdict below a place."""
    for number, result in enumerate(results):
        for place, step in enumerate(result.steps):
            here = (*above, number, place)
            yield here, step.formula
            if step.matrix is not None:
                yield here, step.matrix
            yield from walk(step.substeps, here)
