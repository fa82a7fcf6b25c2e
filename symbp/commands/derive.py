"""symbp derive: the document of one network."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from ..certify import Certificate
from ..pipeline import Style, write_document


def run(arguments: Namespace) -> int:
    """Write the document and say where it is, and how many steps were certified; 1 if one was refuted."""
    style = Style(arguments.format, arguments.level, arguments.notation, arguments.language, arguments.templates)
    derived, paths = write_document(arguments.source, Path(arguments.output), style, tell)
    tell("")
    for path in paths:
        print(path)
    print(verdict(derived.certificate))
    return 0 if derived.certificate.sound else 1


def tell(what: str) -> None:
    """Show on a terminal what is being done, on a line that the next message replaces."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{what}", end=" ..." if what else "", file=sys.stderr, flush=True)


def verdict(certificate: Certificate) -> str:
    """How many steps have which verdict, refuted ones named first."""
    counts = certificate.counts
    total = sum(counts.values())
    order = sorted(counts.items(), key=lambda item: (item[0] != "refuted", -item[1]))
    return f"{total} equalities checked: " + ", ".join(f"{count} {kind}" for kind, count in order if count)
