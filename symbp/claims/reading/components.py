r"""The letter of an activation with an index behind it: \sigma(z)_i is softmax(z)_i where a network has that alone."""

from __future__ import annotations

from .graph import softmax_alone
from .lexicon import Lexicon
from .sign import Sign
from .symbol import closing

LETTERS = ("sigma", "s", "S")


def of_vectors(signs: list[Sign], lexicon: Lexicon) -> list[Sign]:
    """The signs with softmax in the place of every letter that stands for a function of a vector.

    Raises:
        Misread: brackets that do not match.
    """
    if not softmax_alone(lexicon.network):
        return signs
    return [
        sign._replace(kind="word", text="softmax") if is_softmax(signs, n) else sign for n, sign in enumerate(signs)
    ]


def is_softmax(signs: list[Sign], at: int) -> bool:
    """Whether a letter of activations stands here, a parenthesis behind it, and an index behind that."""
    if signs[at].text not in LETTERS or [sign.text for sign in signs[at + 1 : at + 2]] != ["("]:
        return False
    return [sign.text for sign in signs[closing(signs, at + 1) + 1 :][:1]] == ["_"]
