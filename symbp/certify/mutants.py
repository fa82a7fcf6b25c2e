"""Mutants of a derivation: one mistake in one step each.  The certificate has to refute all that are mistakes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from symbp.derivation import Derivation, Result, Step
from symbp.language import node

from .equivalence import Equivalence
from .matrix_mutations import matrix_mutations
from .mutations import mutations
from .records import Path
from .sampling import Sampling
from .target import Target


@node
class Mutant:
    """A step with a mistake of some kind in its index formula or in its matrix form, and where the step is."""

    path: Path
    kind: str
    step: Step
    in_matrix: bool = False


@node
class MutationReport:
    """How many mutants were refuted, by kind; how many SymPy found to be no mistakes; and those that got through."""

    refuted: tuple[tuple[str, int], ...]
    equivalent: tuple[Mutant, ...]
    survived: tuple[Mutant, ...]

    @property
    def counts(self) -> dict[str, int]:
        """The three numbers."""
        refuted = sum(number for _, number in self.refuted)
        return {"refuted": refuted, "equivalent": len(self.equivalent), "survived": len(self.survived)}


def mutants(derivation: Derivation) -> Iterator[Mutant]:
    """Every mutant of every step, and of every step of a substep."""
    for path, _, step in steps(derivation.results, ()):
        yield from mutants_of(path, step)


def steps(results: tuple[Result, ...], above: Path) -> Iterator[tuple[Path, Result, Step]]:
    """Every step with its place and its result."""
    for number, result in enumerate(results):
        for place, step in enumerate(result.steps):
            here = (*above, number, place)
            yield here, result, step
            yield from steps(step.substeps, here)


def mutants_of(path: Path, step: Step) -> Iterator[Mutant]:
    """The mutants of one step."""
    for kind, expression in mutations(step.expression):
        yield Mutant(path, kind, replace(step, expression=expression))
    if step.matrix is not None:
        for kind, matrix in matrix_mutations(step.matrix):
            yield Mutant(path, kind, replace(step, matrix=matrix), in_matrix=True)


def mutated(derivation: Derivation, mutant: Mutant) -> Derivation:
    """The derivation with a mutant in its place."""
    return replace(derivation, results=put(derivation.results, mutant.path, mutant.step))


def put(results: tuple[Result, ...], path: Path, step: Step) -> tuple[Result, ...]:
    """Results with one step, here or further below, replaced."""
    number, place, *below = path
    result = results[number]
    old = result.steps[place]
    new = replace(old, substeps=put(old.substeps, tuple(below), step)) if below else step
    changed = replace(result, steps=(*result.steps[:place], new, *result.steps[place + 1 :]))
    return (*results[:number], changed, *results[number + 1 :])


def mutation_report(derivation: Derivation) -> MutationReport:
    """Judge every mutant by the certificate's own rule, and what it does not refute by SymPy."""
    sampling = Sampling(derivation)
    equivalence = Equivalence(sampling)
    targets: dict[Path, Target] = {}
    refuted: Counter[str] = Counter()
    same: list[Mutant] = []
    survived: list[Mutant] = []
    for path, result, step in steps(derivation.results, ()):
        target = targets.setdefault(path[:-1], Target(sampling, result.quantity, result.case))
        for mutant in mutants_of(path, step):
            mistaken = mutant.step.matrix if mutant.in_matrix else mutant.step.expression
            assert mistaken is not None
            verdict = target.matrix(mistaken) if mutant.in_matrix else target.formula(mutant.step.expression)  # type: ignore[arg-type]
            if verdict.kind == "refuted":
                refuted[mutant.kind] += 1
            elif equivalence.holds(target, step.expression, mistaken):
                same.append(mutant)
            else:
                survived.append(mutant)
    return MutationReport(tuple(sorted(refuted.items())), tuple(same), tuple(survived))
