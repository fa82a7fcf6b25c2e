"""Misconceptions, one file each: `PRIOR`, how often it is made, and what it makes of a calculation.

`at(line, page)` yields the ways in which one line goes wrong, `everywhere(page)` whole variants, and
`number(claimed, value)` says whether what is written comes from the right number by this mistake.  Its sentences are
under misconception.<name> in the phrase files.
"""

from ..diagnosis import diagnose, variants

__all__ = ["diagnose", "variants"]
