"""Reports on hand calculations: a table for the terminal, data, and documents in the style of the derivations."""

from .record import VERSION, dumped, record
from .terminal import table, table_text

__all__ = ["VERSION", "dumped", "record", "table", "table_text"]
