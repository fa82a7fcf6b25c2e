"""The summary of a whole course: a table for the terminal, a document, a class list in CSV."""

from .chart import chart, needs_matplotlib
from .classlist import class_list
from .document import summary_document
from .terminal import summary_table

__all__ = ["chart", "class_list", "needs_matplotlib", "summary_document", "summary_table"]
