"""The one checker for every step: each has to equal its result's quantity, whose values an oracle knows."""

from __future__ import annotations

from symbp.derivation import Derivation, Result, Step
from symbp.language import Element, Fact, Index, Tensor

from .evaluator import Program
from .field import Field, Value
from .records import Certificate, ResultVerdict, StepVerdict, Verdict
from .sampling import Sampling
from .setting import Setting, Unbound
from .target import Claim, Target
from .view import Key, View


def certify(derivation: Derivation, *, facts: bool = True) -> Certificate:
    """A verdict on every step, on every matrix form, and on every substep.

    Adjoints of other quantities that a step mentions are read from the oracle, so that one error does not blame all
    steps below it.  Where `facts` is false, data break what the network declares about them: then the steps that use
    a fact are refuted, and what follows from them is "unknown", for the reason "after-refuted".
    """
    sampling = Sampling(derivation, facts=facts)
    stated: dict[str, Program] = {}
    verdicts = []
    for result in derivation.results:
        found = check_result(sampling, result, stated)
        if not (found.steps and found.steps[-1].formula.good):
            state(result, stated)
        verdicts.append(found)
    return Certificate(sampling.settings, tuple(verdicts))


def state(result: Result, stated: dict[str, Program]) -> None:
    """Remember what a result that is wrong states about its adjoint."""
    quantity = result.quantity
    if not isinstance(quantity, Element) or quantity.tensor.of is None or not result.steps:
        return
    at = quantity.labels + quantity.indices
    plain = tuple(p for p in at if isinstance(p, Index))
    if len(plain) == len(at):
        try:
            stated[quantity.tensor.of.name] = Program(result.answer, plain)
        except Unbound:
            return


def check_result(sampling: Sampling, result: Result, stated: dict[str, Program]) -> ResultVerdict:
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


def check_step(target: Target, steps: tuple[Step, ...], number: int, stated: dict[str, Program]) -> Verdict:
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


def inherited(target: Target, claim: Claim, before: Step, stated: dict[str, Program]) -> Verdict | None:
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


class StatedView:
    """Reads adjoints whose results are wrong as those results state them."""

    def __init__(self, view: View, stated: dict[str, Program]) -> None:
        self.field: Field = view.field
        self.setting: Setting = view.setting
        self.view = view
        self.stated = stated
        self.element = view.element
        self.whole = view.whole
        self.partial = view.partial

    def adjoint(self, tensor: Tensor, at: Key) -> Value:
        """As stated, or true."""
        program = self.stated.get(tensor.name)
        return self.view.adjoint(tensor, at) if program is None else program(self, at)
