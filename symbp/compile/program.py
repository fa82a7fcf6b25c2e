"""What a gradient function has to compute, as assignments: the forward equations, then the derived adjoints."""

from __future__ import annotations

from ..derivation import Derivation, Result
from ..errors import SpecError
from ..language import ZERO, Element, Expression, Fact, Index, Network, Role, Tensor, adjoint, elements, node


@node
class Assignment:
    """`output` (at formal indices) is `body`, or the largest value of `body` over the index `peak`.

    `note` says what it is for the reader of the code.
    """

    output: Element
    body: Expression
    note: str = ""
    peak: Index | None = None


@node
class Program:
    """Assignments in order of evaluation, from the arguments to the loss and one gradient for each parameter.

    `assumed` names the declared facts that the gradients make use of; the loss is computed as it is written.
    """

    network: Network
    assignments: tuple[Assignment, ...]
    data: tuple[Tensor, ...]
    parameters: tuple[Tensor, ...]
    assumed: tuple[str, ...] = ()

    @property
    def arguments(self) -> tuple[Tensor, ...]:
        """Inputs (constants among them), targets, parameters, each in the order in which the network names them."""
        return self.data + self.parameters

    @property
    def example_dimensions(self) -> tuple[int | None, ...]:
        """For each argument the dimension that counts the examples, if there is one."""
        example = self.network.example
        sizes = [tensor.sizes for tensor in self.arguments]
        return tuple(None if example is None or example.size not in s else s.index(example.size) for s in sizes)

    @property
    def results(self) -> tuple[Tensor, ...]:
        """The loss, then the gradients in the order of the parameters."""
        return (self.network.loss, *(adjoint(tensor) for tensor in self.parameters))


def program(derivation: Derivation) -> Program:
    """The forward equations of the network and the last line of each result, in the order they were derived.

    Raises:
        SpecError: the network has symbolic layers or an arbitrary function, so there is nothing to compute yet.
    """
    network = derivation.network
    concrete(network)
    forward = [Assignment(e.output, e.body, e.operation) for e in network.equations]
    backward = [Assignment(r.quantity, r.answer) for r in derivation.results if isinstance(r.quantity, Element)]
    parameters = network.with_role(Role.PARAMETER)
    outputs = {assignment.output.tensor for assignment in (*forward, *backward)}
    read = [used.tensor for assignment in backward for used in elements(assignment.body)]
    without = dict.fromkeys([*map(adjoint, parameters), *(tensor for tensor in read if tensor.of is not None)])
    zero = [nothing(tensor) for tensor in without if tensor not in outputs]
    given = [t for t in network.tensors() if t not in outputs]
    targets = [t for t in given if t.role is Role.TARGET]
    inputs = [t for t in given if t.role not in (Role.TARGET, Role.PARAMETER)]
    assumed = dict.fromkeys(name for result in derivation.results for name in facts(result))
    return Program(network, (*forward, *zero, *backward), (*inputs, *targets), parameters, tuple(assumed))


def facts(result: Result) -> list[str]:
    """The declared facts that the steps of a result use."""
    used = [reference for step in result.steps for reference in step.using]
    return [fact.name for fact in used if isinstance(fact, Fact) and fact.declared]


def nothing(tensor: Tensor) -> Assignment:
    """0 for an adjoint without a result: the loss does not depend on that quantity."""
    at = tuple(Index(f"i{k}", size) for k, size in enumerate(tensor.sizes))
    return Assignment(Element(tensor, (), at), ZERO)


def concrete(network: Network) -> None:
    """Refuse what no function can compute.

    Raises:
        SpecError: naming the quantity.
    """
    for tensor in network.tensors():
        if tensor.labels:
            raise SpecError(f"{network.name}: {tensor.name} has a symbolic layer; a function needs layers by number")
    for equation in network.equations:
        if arbitrary := sorted(names_of_arbitrary(equation.body)):
            raise SpecError(f"{network.name}: {arbitrary[0]} is an arbitrary function; a function needs its formula")


def names_of_arbitrary(expression: Expression) -> set[str]:
    """The functions in an expression that have no formula."""
    from ..language import Apply, Functional, bases

    found = set()
    for base in bases(expression):
        if isinstance(base, Functional) or (isinstance(base, Apply) and base.function.formula is None):
            found.add(base.name if isinstance(base, Functional) else base.function.name)
    return found


def references(assignments: tuple[Assignment, ...]) -> dict[Tensor, int]:
    """How often each tensor is read."""
    counted: dict[Tensor, int] = {}
    for assignment in assignments:
        for used in elements(assignment.body):
            counted[used.tensor] = counted.get(used.tensor, 0) + 1
    return counted
