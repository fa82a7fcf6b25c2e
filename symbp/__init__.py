"""symbp derives the gradients of neural networks, certifies every step, and compiles them.

    import symbp

    network = symbp.load("two-layer-sigmoid")      # or symbp.network(inputs=2, layers=[{"units": 3}])
    derivation = symbp.derive(network)             # every gradient, as steps
    certificate = symbp.certify(derivation)        # a verdict on every step
    gradients = symbp.lambdify(network)            # a NumPy function
    step = symbp.step("adam", rate=0.001)          # what to do with the gradients: parameters, state -> new ones
    symbp.verify(network, {"dE/dw5": "0.0822"})    # a verdict on every number of a hand calculation

What stands here is imported when it is first used, so that `import symbp` takes no time.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

TYPE_CHECKING = False  # the name that type checkers know; typing itself would double the time of `symbp --help`
if TYPE_CHECKING:
    from typing import Any

    from .certify import certify as certify
    from .compile import lambdify as lambdify
    from .derive import derive as derive
    from .errors import SymbpError as SymbpError
    from .graph import Graph as Graph
    from .language import Network as Network
    from .paths import paths as paths
    from .pipeline import Style as Style
    from .pipeline import prove as prove
    from .pipeline import write_document as write_document
    from .reading import equations as equations
    from .spec import load as load
    from .spec import network as network
    from .step import step as step
    from .verification import Verification as Verification
    from .verification import verify as verify
    from .worked import evaluate as evaluate
    from .worked import spell_out as spell_out
    from .worked import worked_example as worked_example

    __version__: str

DOOR = {
    "Graph": "graph",
    "Network": "language",
    "Style": "pipeline",
    "SymbpError": "errors",
    "Verification": "verification",
    "certify": "certify",
    "derive": "derive",
    "equations": "reading",
    "paths": "paths",
    "prove": "pipeline",
    "evaluate": "worked",
    "lambdify": "compile",
    "load": "spec",
    "network": "spec",
    "spell_out": "worked",
    "step": "step",
    "verify": "verification",
    "worked_example": "worked",
    "write_document": "pipeline",
}
__all__ = [*DOOR]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        from importlib.metadata import PackageNotFoundError, version

        try:
            return version("symbp")
        except PackageNotFoundError:
            return "0+unknown"
    if name not in DOOR:
        raise AttributeError(f"symbp has no {name}")
    return getattr(import_module(f".{DOOR[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *DOOR])


class Door(ModuleType):
    """The package itself.  Importing symbp.derive must not put that module in place of the function derive."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (DOOR.get(name) == name and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = Door
