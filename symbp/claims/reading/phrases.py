"""What stands around a formula in words: after 10 updates, [example 2], number of paths from E to w5, via o1."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from ..tree import Call, Number, Ref, Slope, Tree
from ..walk import rebuilt
from .formula import read_part
from .lexicon import Lexicon
from .misread import Misread

MOST = 1_000_000  # updates
COUNTS = {"a": 1, "an": 1, "one": 1, "the": 1, "two": 2, "three": 3, "four": 4, "five": 5, "ten": 10, "first": 1}
_AFTER = re.compile(
    r"[ ,]*(?:\\text(?:rm|it)?[ ]*\{)?[ (\[]*after[ ~]+(?:([0-9]{1,9}|[a-z]+)[ ~]+(?:[a-z]+[ ~]+)?"
    r"(?:updates?|steps?|iterations?)|(?:update|step|iteration)[ ~]+([0-9]{1,9}))[ )\]]*\}?[ ]*$"
)
_EXAMPLE = re.compile(
    r"[ ,]*(?:\\text(?:rm|it)?[ ]*\{)?[ (\[]*(?:for[ ~]+|of[ ~]+)?(?:example|sample)[ ~]+([0-9]{1,6})[ )\]]*\}?[ ]*$"
)
_VIA = re.compile(r"[ ,]+(?:\\text\{[ ]*)?\(?(?:via|through|along)[ ~]+(?:\})?([A-Za-z0-9_{}\\, ]+?)\)?[ ]*$")
_LOCAL = re.compile(r"[ ,]*(?:\\text\{[ ]*)?[(\[]?(?:local|direct|directly)[)\]]?\}?[ ]*$")
_FRESH = re.compile(r"[ ]*[(\[](?:new|updated|after|neu)[)\]][ ]*$|(?<=[A-Za-z0-9_}])\+[ ]*$")
_NEW = re.compile(r"[ ]*(?:the[ ]+)?(?:new|updated)[ ]+(?=[A-Za-z\\])")
_PATHS = re.compile(r"[ ]*(?:the[ ]+)?number[ ]+of[ ]+paths[ ]+from[ ]+(.{1,200}?)[ ]+to[ ]+(.{1,200}?)[ ]*$")


@dataclass(frozen=True)
class Around:
    """What the words around a formula say, and where the formula itself stands."""

    start: int
    end: int
    updates: int = 0
    example: int = 0
    local: bool = False
    via: tuple[int, int] | None = None


def read_words(text: str, lexicon: Lexicon) -> Tree:
    """One side of a claim: a formula and the words around it.

    Raises:
        Misread: it is none.
    """
    start, end = 0, len(text)
    paths = _PATHS.match(text, start, end) if text.startswith(("n", "t"), start) else None
    if paths is not None:
        ends = [read_part(text, *paths.span(group), lexicon) for group in (1, 2)]
        for tree, group in zip(ends, (1, 2), strict=True):
            if not isinstance(tree, Ref):
                raise Misread(paths.start(group), "expected two quantities with paths between them, found a formula")
        return Call("paths", tuple(ends), at=start)
    around = look_around(text, start, end)
    tree = read_part(text, around.start, around.end, lexicon.speaking(bool(around.example)))
    if around.updates:
        tree = later(tree, around.updates, start)
    if around.example:
        tree = rebuilt(tree, lambda part: of_example(part, around.example))
    if around.local or around.via is not None:
        if not isinstance(tree, Slope):
            raise Misread(start, "expected a derivative along a path, found something else")
        through = () if around.via is None else stations(text, *around.via, lexicon)
        tree = replace(tree, local=around.local, through=through)
    return tree


def look_around(text: str, start: int, end: int) -> Around:
    """The words in front of a formula and behind it."""
    updates = example = 0
    local = False
    via = None
    new = _NEW.match(text, start, end)
    if new is not None:
        start, updates = new.end(), 1
    while True:
        tail = max(start, end - 120)  # words around a formula are short
        if (match := _AFTER.search(text, tail, end)) and not updates:
            updates = count(match[1] or match[2], match.start())
        elif (match := _EXAMPLE.search(text, tail, end)) and not example:
            example = int(match[1])
        elif (match := _LOCAL.search(text, tail, end)) and not local:
            local = True
        elif (match := _FRESH.search(text, tail, end)) and not updates:
            updates = 1
        elif (match := _VIA.search(text, tail, end)) and via is None:
            via = match.span(1)
        else:
            return Around(start, end, updates, example, local, via)
        end = match.start()


def count(word: str, at: int) -> int:
    """A number of updates.

    Raises:
        Misread: a word that is no number, or too many updates.
    """
    found = int(word) if word.isdigit() else COUNTS.get(word, 0)
    if not 1 <= found <= MOST:
        raise Misread(at, f"expected a number of updates from 1 to {MOST}, found {word[:20]}")
    return found


def later(tree: Tree, updates: int, at: int) -> Tree:
    """A quantity after so many updates.

    Raises:
        Misread: it is no quantity.
    """
    if isinstance(tree, Ref):
        return replace(tree, updates=updates)
    if isinstance(tree, Slope):
        return replace(tree, of=replace(tree.of, updates=updates), by=replace(tree.by, updates=updates))
    raise Misread(at, "expected a quantity that updates change, found a formula")


def of_example(tree: Tree, number: int) -> Tree:
    """A quantity of one example of a batch; what all examples share stays."""
    if isinstance(tree, Ref) and tree.tensor.sizes and tree.example is None:
        return replace(tree, example=Number(Decimal(number), tree.at))
    return tree


def stations(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[Ref, ...]:
    """The quantities that a path leads through: a unit stands for its activation.

    Raises:
        Misread: something else.
    """
    found: list[Ref] = []
    at = start
    for part in text[start:end].split(","):
        unit = part.strip().replace("{", "").replace("}", "")
        named = lexicon.named("out" + unit.replace("_", ""))
        tree = (
            Ref(named.tensor, single=named.single, at=at)
            if named is not None
            else read_part(text, at, at + len(part), lexicon)
        )
        if not isinstance(tree, Ref):
            raise Misread(at, "expected a quantity that a path leads through, found a formula")
        found.append(tree)
        at += len(part) + 1
    return tuple(found)
