"""symbp examples: the built-in networks, a line each."""

from __future__ import annotations

from argparse import Namespace

from ..spec.file import read_table
from ..spec.load import EXAMPLES, examples
from ..verification import built_in_claims


def run(arguments: Namespace) -> int:
    """Names and titles, and how to go on."""
    names = examples()
    width = max(len(name) for name in names)
    for name in names:
        title = read_table(EXAMPLES / f"{name}.toml").get("title", name)
        print(f"{name:<{width}}  {title}")
    print()
    for claims, path in built_in_claims().items():
        print(f"verify a hand calculation: symbp verify {path.parent.name} {claims}")
    print("derive one: symbp derive NAME      see its file: " + str(EXAMPLES))
    return 0
