"""The one checker for every step: each has to equal its result's quantity, whose values an oracle knows."""

from __future__ import annotations

from symbp.derivation import Derivation, Result, Step
from symbp.language import Fact

from .evaluator import Program
from .field import Value
from .records import Certificate, ResultVerdict, StepVerdict, Verdict
from .sampling import Sampling
from .setting import Unbound
from .stated import Stated, StatedView, state
from .target import Claim, Target
from .view import Key, View


def certify(derivation: Derivation, *, facts: bool = True) -> Certificate:
    """A verdict on every step, on every matrix form, and on every substep.

    Adjoints of other quantities that a step mentions are read from the oracle, so that one error does not blame all
    steps below it.  Where `facts` is false, data break what the network declares about them: then the steps that use
    a fact are refuted, and what follows from them is "unknown", for the reason "after-refuted".
    """
    sampling = Sampling(derivation, facts=facts)
    stated: tuple[Stated, ...] = ()
    verdicts = []
    for result in derivation.results:
        found = check_result(sampling, result, stated)
        if not (found.steps and found.steps[-1].formula.good):
            stated += state(result)
        verdicts.append(found)
    return Certificate(sampling.settings, tuple(verdicts))


def check_result(sampling: Sampling, result: Result, stated: tuple[Stated, ...]) -> ResultVerdict:
    """The verdicts on one result, in the order of its steps."""
    target = Target(sampling, result.quantity, result.case)
    steps: list[StepVerdict] = []
    for number, step in enumerate(result.steps):
        formula = check_step(target, result.steps, number, stated)
        matrix = None if step.matrix is None else target.matrix(step.matrix)
        if step.matrix is not None and matrix is not None and matrix.counterexample and not formula.good:
            matrix = inherited(target, target.entry(step.matrix), step, stated) or matrix
        below = tuple(check_result(sampling, inner, stated) for inner in step.substeps)
        steps.append(StepVerdict(formula, matrix, below))
    return ResultVerdict(result.quantity, result.case, tuple(steps))


def check_step(target: Target, steps: tuple[Step, ...], number: int, stated: tuple[Stated, ...]) -> Verdict:
    """One step's verdict: where it is wrong only because the step before is, it is not blamed."""
    step = steps[number]
    verdict = target.formula(step.expression)
    if verdict.kind != "refuted" or verdict.counterexample is None:
        return verdict
    if any(isinstance(used, Fact) and used in target.sampling.plan.undrawn for used in step.using):
        return Verdict("unknown", reason="fact-not-drawn")
    if number:
        return inherited(target, Program(step.expression, target.free), steps[number - 1], stated) or verdict
    return verdict


def inherited(target: Target, claim: Claim, before: Step, stated: tuple[Stated, ...]) -> Verdict | None:
    """The verdict on a claim that equals the step before, or would if earlier results were right; else None."""
    try:
        source = Program(before.expression, target.free)
    except Unbound:
        return None

    def restated(view: View, at: Key) -> Value:
        return source(StatedView(view, stated), at)

    for instead in (source, restated) if stated else (source,):
        if target.judge(claim, instead).good:
            return Verdict("unknown", reason="after-refuted")
    return None
