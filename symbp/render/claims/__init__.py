"""Reports on hand calculations: a table for the terminal, data, and documents in the style of the derivations."""

from .marks import marks_line
from .record import record
from .terminal import PIPED, table, table_text, total_line

__all__ = ["PIPED", "marks_line", "record", "table", "table_text", "total_line"]
