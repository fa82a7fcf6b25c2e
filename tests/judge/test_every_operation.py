"""Every operation, loss and penalty in its folder: loss and gradients are those of PyTorch, in every layout."""

from collections.abc import Callable

import pytest

from judge.comparison import Disagreement
from judge.forwards import BLOCKS, FUNCTIONS, LOSSES, PENALTIES, VECTORS, torch
from operations.samples import LAYOUTS, NAMES, called, is_block, layouts, module, numbers, run
from symbp.compile import lambdify
from symbp.derive import derive
from symbp.language import Network, Role, X, slope

Values = dict[str, "torch.Tensor"]
ORDER = {"one": "k,jk->j", "rows": "xk,kj->xj", "columns": "kx,jk->jx"}


def activation(name: str, along: int) -> Callable:
    """What PyTorch does to the weighted inputs of a layer."""
    return FUNCTIONS[name] if name in FUNCTIONS else lambda z: VECTORS[name](z, along)


def layer(x: Values, before: torch.Tensor, number: int, examples: str) -> torch.Tensor:
    """The weighted inputs of a layer; a bias for each unit stands along the units."""
    made = torch.einsum(ORDER[examples], before, x[f"w{number}"])
    bias = x.get(f"b{number}", torch.zeros(()))
    return made + (bias[:, None] if examples == "columns" and bias.ndim else bias)


def forward(path: str, network: Network, x: Values) -> torch.Tensor:
    """The loss of a sample, by PyTorch from its data."""
    name = path.split("/")[1]
    if is_block(path):
        inputs = sorted(key for key in x if key.startswith("x"))
        own = {key: value for key, value in x.items() if key not in (*inputs, "t")}
        made = BLOCKS[name](*(x[key] for key in inputs), **own)
        return ((made - x["t"]) ** 2).sum() / 2
    hidden, last = (equation.operation for equation in network.equations[1:4:2])
    examples = next(kind for kind, example in zip(LAYOUTS, layouts(path), strict=True) if example is network)[0]
    along = 0 if examples == "columns" else -1
    a = activation(hidden, along)(layer(x, x["x"], 2, examples))
    a = activation(last, along)(layer(x, a, 3, examples))
    loss = LOSSES[network.equations[4].operation](a, x["y"], along).mean()
    if not path.startswith("penalties"):
        return loss
    return loss + x["lambda"] * sum(PENALTIES[name](x[weight]) for weight in ("w2", "w3"))


@pytest.mark.parametrize("path", NAMES)
def test_loss_and_gradients_are_those_of_pytorch(path, record_property):
    for number, network in enumerate(layouts(path)):
        given = numbers(network, seed=number)
        x = {name: torch.tensor(value, requires_grad=True) for name, value in given.items()}
        loss = forward(path, network, x)
        loss.backward()
        known = run(network, given)
        trained = network.with_role(Role.PARAMETER)
        apart = Disagreement(max(float(x[tensor.name].grad.abs().max()) for tensor in trained))
        apart.check("C", known.values[network.loss], loss.detach().numpy())
        for result in derive(network).results:
            known.values[result.quantity.tensor] = known.array(result.answer, result.quantity.indices)
        found = {tensor.of: value for tensor, value in known.values.items() if tensor.of is not None}
        for tensor in trained:
            apart.check(f"d{tensor.name}", found[tensor], x[tensor.name].grad.numpy())
        total, gradients = called(lambdify(network), network, given)
        apart.check("C, compiled", total, loss.detach().numpy())
        for name, value in gradients.items():
            apart.check(f"d{name}, compiled", value, x[name].grad.numpy())
        apart.report(record_property)


def test_nothing_is_left_out():
    judged = {"operations": {*FUNCTIONS, *VECTORS, *BLOCKS}, "losses": {*LOSSES}, "penalties": {*PENALTIES}}
    assert {f"{folder}/{name}" for folder, names in judged.items() for name in names} == set(NAMES)


def test_the_convention_at_a_kink_is_that_of_pytorch():
    """0 for relu and for the absolute value, 1/100 for leaky relu."""
    bent = [name for name in FUNCTIONS if module(f"operations/{name}").FUNCTION.kinks]
    assert set(bent) >= {"relu", "leaky_relu", "absolute"}
    for name in bent:
        function = module(f"operations/{name}").FUNCTION
        for kink in function.kinks:
            at = torch.tensor(float(kink), requires_grad=True)
            FUNCTIONS[name](at).backward()
            assert float(slope(function).subs(X, kink)) == pytest.approx(float(at.grad), abs=1e-15)
