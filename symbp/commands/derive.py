"""symbp derive: the document of one network."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path

from ..certify import Certificate
from ..descent import Study
from ..pipeline import Derived, Descended, Style, write_document


def run(arguments: Namespace) -> int:
    """Write the document and say where it is, and how many steps were certified; 1 if one was refuted."""
    style = Style(arguments.format, arguments.level, arguments.notation, arguments.language, arguments.templates)
    style = replace(style, granularity=arguments.granularity)
    derived, paths = write_document(arguments.source, Path(arguments.output), style, tell)
    tell("")
    for path in paths:
        print(path)
    print(verdict(derived))
    if derived.left_out:
        print(derived.left_out)
    return 1 if "refuted" in verdict(derived) else 0


def tell(what: str) -> None:
    """Show on a terminal what is being done, on a line that the next message replaces."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{what}", end=" ..." if what else "", file=sys.stderr, flush=True)


def verdict(derived: Derived | Descended) -> str:
    """How many equalities have which verdict, refuted ones first; those of the worked example by themselves."""
    text = f"{counted(derived.certificate)}"
    if derived.worked_certificate is not None:
        text += f"; in the worked example {counted(derived.worked_certificate)}"
    return text


def counted(certificate: Certificate | Study) -> str:
    """The number of equalities by verdict."""
    counts = certificate.counts
    order = sorted(counts.items(), key=lambda item: (item[0] != "refuted", -item[1]))
    found = ", ".join(f"{n} {kind}" for kind, n in order if n and kind != "unknown")
    unknown = f"{counts['unknown']} that could not be evaluated" if counts["unknown"] else ""
    checked = f"{sum(counts.values()) - counts['unknown']} equalities checked" + (f": {found}" if found else "")
    return f"{checked}, {unknown}" if unknown else checked
