"""Diagnosis: a wrong number explained by replaying every known mistake on the sheet."""

from .diagnose import behind, diagnose
from .variants import variants

__all__ = ["behind", "diagnose", "variants"]
