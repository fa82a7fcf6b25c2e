"""Diagnosis: a wrong number explained by replaying every known mistake on the sheet."""

from .diagnose import diagnose
from .variants import variants

__all__ = ["diagnose", "variants"]
