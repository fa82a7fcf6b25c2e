"""Numbers that look random but follow from a key alone, the same on every machine and in every run."""

from __future__ import annotations

from hashlib import blake2b


def draw(*key: object) -> int:
    """64 bits that depend on everything in the key."""
    return int.from_bytes(blake2b(repr(key).encode(), digest_size=8).digest(), "big")
