"""The way in from Python."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..language import Network


def equations(formulas: Mapping[Any, Any], **entries: Any) -> Network:
    """A network from equations, and from the entries that a file would have beside them.

        equations({"z[j]": "Sum(w[j,k]*x[k], k) + b[j]", "C": "Sum((sigmoid(z[j]) - t[j])**2, j)/2"},
                  inputs=["x[n]"], parameters=["w[p, n]", "b[p]"], targets=["t[p]"])

    Either side may be a text or a SymPy expression of symbols, Indexed, Sum and functions.  The entries are: inputs,
    targets, parameters, constants, quantities (names with their sizes); sizes (numbers for names of sizes); labels;
    arbitrary, functions, operations; loss; facts; through; name, title, numbers, published.

    Raises:
        SymbpError: something that does not fit, with its place.
    """
    from ..spec.build import build

    return build({**entries, "equations": dict(formulas)})
