"""Settings that hold for every test: no network, one thread each, the same examples on every run."""

import os
import socket
from collections.abc import Iterator

import pytest
from hypothesis import settings

from tools import NetworkBlockedError

# Workers that each start a thread per core slow each other down. NumPy reads this when the tests import it.
for _variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")
os.environ.setdefault("MPLBACKEND", "Agg")

# A fixed seed makes a failure repeatable; symbolic work has no steady pace, so no deadline.
settings.register_profile("symbp", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("symbp")


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every internet socket; local ones (AF_UNIX) stay usable."""
    internet = (socket.AF_INET, socket.AF_INET6)

    def guarded(name: str):
        original = getattr(socket.socket, name)

        def method(self, *args, **kwargs):
            if self.family in internet:
                raise NetworkBlockedError(f"socket.{name}{args!r}: tests must not use the network")
            return original(self, *args, **kwargs)

        return method

    def no_lookup(host, *args, **kwargs):
        raise NetworkBlockedError(f"looking up {host!r}: tests must not use the network")

    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, name, guarded(name))
        patch.setattr(socket, "getaddrinfo", no_lookup)
        yield


def pytest_terminal_summary(terminalreporter) -> None:
    """One line on what the tests measured: how far symbp and PyTorch are apart at most."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ())]
    found = [value for report in reports for name, value in report.user_properties if name.startswith("disagreement")]
    if found:
        terminalreporter.write_line(f"largest disagreement with PyTorch: {max(found):.1e} in {len(found)} comparisons")
