"""What cannot be read, with its place in a formula; it never leaves this room."""

from __future__ import annotations


class Misread(Exception):
    """Something in a formula that cannot be read: where it stands, what was expected and what was found."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at
