"""Reading hand calculations: from TOML, CSV, Markdown, LaTeX, plain text or a mapping to a `Submission` of claims.

file --submission--> blocks --block--> rows --statement--> sides --side--> words and a formula
text --scan--> signs --tidy--> signs --mathematical--> signs --assemble, resolve--> tokens --grammar--> tree

Nothing that is read is ever evaluated; limits hold before anything is parsed.
"""

from .door import read_tree
from .lexicon import Lexicon
from .submission import read_submission, read_text

__all__ = ["Lexicon", "read_submission", "read_text", "read_tree"]
