r"""The class of an example where an index stands: y of p_y, y_i of f_{y_i} and [k = y_i], y being the only target."""

from __future__ import annotations

from collections.abc import Sequence

from ...language import Role, Tensor
from ..tree import Delta, Letter, Ref, Tree
from .lexicon import Lexicon
from .script import position
from .sign import Sign
from .symbol import closing

USUAL = ("y", "t")  # letters of targets
IMPLIED = "x"  # the letter of an example that nobody names


def class_index(signs: Sequence[Sign], lexicon: Lexicon) -> Ref | None:
    """The target whose class some signs mean, with its example; None for anything else."""
    tensor = lexicon.role(Role.TARGET)
    if tensor is None or not signs or signs[0].kind != "word" or not names(signs[0].text, tensor, lexicon):
        return None
    if not 1 <= len(tensor.sizes) <= 2:
        return None
    raised = [sign for sign in signs[2:] if sign.text not in "{}()"]
    if len(signs) == 1:
        example: Tree | None = Letter(IMPLIED, signs[0].at) if len(tensor.sizes) == 2 else None
    elif signs[1].text in ("_", "^") and (example := position(tuple(raised))) is not None:
        if len(tensor.labels) == 1 and len(tensor.sizes) == 1:
            return Ref(tensor, (example,), at=signs[0].at)
        if len(tensor.sizes) == 1:
            return None
    else:
        return None
    return None if tensor.labels else Ref(tensor, example=example, at=signs[0].at)


def names(word: str, tensor: Tensor, lexicon: Lexicon) -> bool:
    """Whether a word means the target, in small letters or large ones."""
    known = lexicon.named(word)
    if known is not None:
        return known.tensor == tensor and not known.single
    return word in USUAL or (len(word) == 1 and word.swapcase() == tensor.name)


def indices(signs: Sequence[Sign], count: int, lexicon: Lexicon) -> tuple[Tree, ...] | None:
    """So many indices of which one at least is a class; none where they are not so many, None for other indices."""
    parts = divided(signs)
    classes = [class_index(part, lexicon) for part in parts]
    found = [known or position(tuple(part)) for known, part in zip(classes, parts, strict=True)]
    if not any(classes):
        return None
    made = tuple(tree for tree in found if tree is not None)
    return made if len(made) == count else ()


def divided(signs: Sequence[Sign]) -> list[list[Sign]]:
    """What commas divide, those inside of brackets left alone."""
    found: list[list[Sign]] = [[]]
    depth = 0
    for sign in signs:
        depth += (sign.text in ("{", "(")) - (sign.text in ("}", ")")) if sign.kind == "sign" else 0
        if sign.kind == "sign" and sign.text == "," and not depth:
            found.append([])
        else:
            found[-1].append(sign)
    return found


def equality(signs: list[Sign], at: int, lexicon: Lexicon) -> tuple[Delta, int] | None:
    """(i = j), [k = y_i]: 1 where both are equal, and the place behind it; None for other brackets."""
    end = closing(signs, at)
    found = equal(signs[at + 1 : end], signs[at], lexicon)
    return None if found is None else (found, end + 1)


def equal(inner: Sequence[Sign], sign: Sign, lexicon: Lexicon) -> Delta | None:
    """i = j as 1 where they are equal; None for anything else."""
    equals = next((n for n, part in enumerate(inner) if part.kind == "sign" and part.text == "="), None)
    if equals is None:
        return None
    left, right = (
        class_index(side, lexicon) or position(tuple(side)) for side in (inner[:equals], inner[equals + 1 :])
    )
    return None if left is None or right is None else Delta(left, right, sign.at)
