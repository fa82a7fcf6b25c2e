"""How far two gradients are apart, relative to the larger numbers of the tensor; and what may be reported of it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

Report = Callable[[str, object], None]

CLOSE = 1e-9
NAME = "disagreement with PyTorch"  # of the property that a test records


class Disagreement:
    """The largest disagreement of a test so far; `scale` is that of all its gradients."""

    def __init__(self, scale: float) -> None:
        self.scale = scale
        self.largest = 0.0

    def check(self, what: str, found: np.ndarray, wanted: np.ndarray) -> None:
        """Both arrays have one shape, and their difference is small beside the largest element.

        A gradient that is 0 but for rounding is compared with the others of its network.
        """
        found, wanted = np.asarray(found), np.asarray(wanted)
        assert found.shape == wanted.shape, (what, found.shape, wanted.shape)
        largest = max(float(np.abs(wanted).max(initial=0.0)), 1e-4 * self.scale)
        apart = float(np.abs(found - wanted).max(initial=0.0)) / largest if largest else 0.0
        self.largest = max(self.largest, apart)
        assert apart <= CLOSE, (what, apart)

    def report(self, record: Report) -> None:
        """For the line at the end of a run."""
        record(NAME, self.largest)
