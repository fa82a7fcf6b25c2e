"""One formula without words around it: text to tree, with every limit on the way."""

from __future__ import annotations

from ...reading.limits import DEPTH, NODES
from ..tree import Letter, Negative, Number, Ratio, Ref, Slope, SumOver, Tree
from ..walk import children, rebuilt, walk
from .arrays import mathematical
from .assemble import Assembler
from .components import of_vectors
from .grammar import parse
from .lexicon import Lexicon
from .misread import Misread
from .scan import scan
from .sign import Sign
from .tidy import tidy


def read_part(text: str, start: int, end: int, lexicon: Lexicon) -> Tree:
    """The tree of the formula between two places of a text.

    Raises:
        Misread: it is no formula.
    """
    return read_signs(of_vectors(mathematical(tidy(scan(text, start, end))), lexicon), lexicon, end)


def read_signs(signs: list[Sign], lexicon: Lexicon, end: int) -> Tree:
    """The tree of signs.

    Raises:
        Misread: they are no formula.
    """
    try:
        tree = parse(Assembler(signs, lexicon).run(), end)
        check_depth(tree)
        return exacted(tree)
    except RecursionError:
        at = signs[0].at if signs else 0
        raise Misread(at, f"expected at most {DEPTH} operations inside each other, found more") from None


def check_depth(tree: Tree) -> None:
    """The tree is small and shallow.

    Raises:
        Misread: it is not.
    """
    waiting = [(tree, 1)]
    count = 0
    while waiting:
        found, depth = waiting.pop()
        count += 1
        if depth > DEPTH:
            raise Misread(found.at, f"expected at most {DEPTH} operations inside each other, found more")
        if count > 2 * NODES:
            raise Misread(found.at, f"expected at most {NODES} numbers, names and signs, found more")
        waiting += [(child, depth + 1) for child in children(found)]


def exacted(tree: Tree) -> Tree:
    """The tree with whole numbers made exact where it is a formula of names; as it is where all are numbers."""
    if isinstance(tree, Number) or not any(isinstance(part, Ref | Slope | Letter | SumOver) for part in walk(tree)):
        return tree
    return rebuilt(tree, exact)


def exact(part: Tree) -> Tree:
    """A whole number as an exact one."""
    if not isinstance(part, Number) or part.value.as_tuple().exponent != 0:
        return part
    whole = Ratio(str(abs(int(part.value))), part.at)
    return Negative(whole, part.at) if part.value < 0 else whole
