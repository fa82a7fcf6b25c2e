"""Why a formula is wrong: small changes of it that make it right, one file per misconception in `rules`."""

from .probe import Work
from .search import repaired

__all__ = ["Work", "repaired"]
