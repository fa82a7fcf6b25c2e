"""What the equations say of names: which quantity enters an activation, which one is compared with the target."""

from __future__ import annotations

from ...language import Apply, Network, Role, Tensor, bases, elements, remember

OUTPUTS = frozenset(("a", "o", "p", "h", "f", "out", "output", "pred", "ypred"))


@remember
def entering(network: Network) -> tuple[Tensor, ...]:
    """The quantities that one function is applied to, which is all that another quantity is."""
    found = []
    for equation in network.equations:
        for base in bases(equation.body):
            inner = elements(base.argument) if isinstance(base, Apply) and not base.function.elementary else ()
            if len(inner) == 1 and len(elements(equation.body)) == 1:
                found.append(inner[0].tensor)
    return tuple(dict.fromkeys(tensor for tensor in found if tensor.role is Role.INTERMEDIATE))


@remember
def compared(network: Network) -> Tensor | None:
    """The quantity that stands beside the targets, where its name says that it is the output and not what enters it."""
    found: dict[Tensor, None] = {}
    for equation in network.equations:
        used = [element.tensor for element in elements(equation.body)]
        if any(tensor.role is Role.TARGET for tensor in used):
            found |= dict.fromkeys(tensor for tensor in used if tensor.role is Role.INTERMEDIATE)
    stems = [tensor.name.rstrip("0123456789_") for tensor in found]
    return next(iter(found)) if len(found) == 1 and stems[0] in OUTPUTS else None


@remember
def softmax_alone(network: Network) -> bool:
    """Whether some vector is exponentials divided by their sum, and no sigmoid is anywhere."""
    applied = [(equation.tensor, base) for equation in network.equations for base in bases(equation.body)]
    names = [(tensor, base.function.name) for tensor, base in applied if isinstance(base, Apply)]
    return any(tensor.sizes and name == "exp" for tensor, name in names) and all(name != "sigmoid" for _, name in names)


def entering_named(network: Network, unit: str) -> Tensor | None:
    """The only quantity named for a unit that another one is a function of alone: v_Y1 where y_Y1 = f(v_Y1)."""
    alone = []
    for equation in network.equations:
        inner = {element.tensor for element in elements(equation.body)}
        if len(inner) == 1 and equation.tensor.name.endswith(unit):
            alone += [tensor for tensor in inner if tensor.name.rstrip("_").endswith(unit)]
    found = [tensor for tensor in alone if tensor.role is Role.INTERMEDIATE and not tensor.sizes]
    return found[0] if len(found) == 1 else None


def entering_unit(network: Network, number: str) -> Tensor | None:
    """The only quantity of that number that enters an activation: a1 where h1 = tanh(a1)."""
    found = [tensor for tensor in entering(network) if tensor.name.endswith(number)]
    own = [tensor for tensor in found if tensor.name[: -len(number)].rstrip("_").isalpha()]
    return own[0] if len(own) == 1 else None
