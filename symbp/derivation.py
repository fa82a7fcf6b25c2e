"""Steps as data.  No sentence and no LaTeX stands here: reasons are keys that a phrase file turns into words."""

from __future__ import annotations

from .language import Case, Element, Equation, Expression, Fact, Network, Partial, Tensor, node
from .matrix import Matrix

Reference = Equation | Fact | Tensor | Partial
"""What a step makes use of: a forward equation, a fact, the known adjoint of a tensor, a partial derivative."""


@node
class Step:
    """One equality: the quantity equals `expression`, for this `reason`, making use of `using`.

    Reasons: "chain", "differentiate", "kronecker", "collect", "substitute", "slope", "vanish", "fold", "cancel",
    "fact", "matrix-form", "no-matrix-form".  A step that lifts to matrix form carries `matrix` beside the formula.
    """

    expression: Expression
    reason: str
    using: tuple[Reference, ...] = ()
    substeps: tuple[Result, ...] = ()
    matrix: Matrix | None = None
    note: str = ""


@node
class Result:
    """A quantity and the equalities that lead to its value; the answer is the last step."""

    quantity: Element | Partial
    steps: tuple[Step, ...]
    case: Case | None = None

    @property
    def answer(self) -> Expression:
        """The index formula of the last step."""
        return self.steps[-1].expression

    @property
    def matrix(self) -> Matrix | None:
        """The matrix form, or None where there is none."""
        return self.steps[-1].matrix


@node
class Derivation:
    """The backward pass of a network: one result for each adjoint, in the order in which they follow from each other.

    Every result is about `chain`, which has the equations of `network`.
    """

    network: Network
    chain: Network
    results: tuple[Result, ...]

    def result(self, tensor: Tensor, case: Case | None = None) -> Result:
        """The result for the adjoint of `tensor`.

        Raises:
            KeyError: the derivation has no such result.
        """
        for result in self.results:
            if isinstance(result.quantity, Element) and result.quantity.tensor.of == tensor and result.case == case:
                return result
        raise KeyError(tensor.name)
