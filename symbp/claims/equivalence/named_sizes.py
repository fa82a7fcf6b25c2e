"""The sizes of a network by their names, and the one that counts examples."""

from __future__ import annotations

from ...language import Extent, Network, Role, Size, remember


@remember
def sizes_by_name(network: Network) -> dict[str, Size]:
    """The symbolic sizes that depend on no label."""
    labels = (label.index.size for tensor in network.tensors() for label in tensor.labels)
    return {size.name: size for size in (*labels, *network.sizes()) if isinstance(size, Size) and not size.labels}


def size_named(network: Network, name: str) -> Size | None:
    """The symbolic size of that name."""
    return sizes_by_name(network).get(name)


@remember
def example_size(network: Network) -> Extent | None:
    """The number of examples: declared, or what the first table of inputs, targets or data has as rows."""
    if network.example is not None:
        return network.example.size
    tables = network.with_role(Role.INPUT, Role.TARGET)
    return next((tensor.sizes[0] for tensor in tables if len(tensor.sizes) == 2 and not tensor.labels), None)
