"""symbp export: the gradients of a network as a module of its own."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from ..compile import export
from ..files import write_file
from ..spec import load


def run(arguments: Namespace) -> int:
    """Write the module, or print it where no file is named."""
    source = export(load(arguments.source))
    if arguments.output is None:
        sys.stdout.write(source)
    else:
        print(write_file(Path(arguments.output), source))
    return 0
