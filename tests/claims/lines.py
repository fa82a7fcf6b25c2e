"""Lines of a document with the verdict that each should get: `right: L = -\\log p_y`."""

from symbp.claims.judge import judge
from symbp.claims.reading import read_text


def cases(text):
    """The lines as (verdict, mathematics) pairs."""
    return [tuple(line.split(": ", 1)) for line in text.strip().split("\n")]


def verdicts(text, network):
    """The verdicts on all parts of what a line claims, and how they were found."""
    return [
        (finding.verdict.value, finding.how) for finding in judge(read_text(f"${text}$", network), network).findings
    ]


def worst(text, network):
    """The worst verdict of a line by name."""
    return judge(read_text(f"${text}$", network), network).verdict.value
