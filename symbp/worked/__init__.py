"""Worked examples: a network spelled out unit by unit, its numbers, updates and descent."""

from .spell import spell_out

__all__ = ["spell_out"]
