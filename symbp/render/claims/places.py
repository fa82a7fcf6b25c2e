"""Which numbers of a matrix are meant: (entries 3, 1 and 3, 2)."""

from __future__ import annotations

from symbp.claims.entries import Entry
from symbp.claims.records import Verdict
from symbp.phrases import Sentence, sentence

from .wording import Words

MOST = 4  # entries that are named


def places(say: Words, entry: Entry) -> Sentence:
    """The numbers of a matrix that share the verdict which decides; nothing where a claim has one number."""
    leading, values = entry.leading, entry.numbers
    if len(values) < 2 or leading.part != "value" or leading.verdict is Verdict.RIGHT:
        return Sentence()
    meant = [finding.entry for finding in values if finding.verdict is leading.verdict]
    if len(meant) == len(values):
        return say.say("claims.why.every", count=len(meant))
    if len(meant) > MOST:
        return say.say("claims.why.several", count=len(meant), all=len(values))
    long = [axis for axis in range(len(meant[0])) if any(finding.entry[axis] > 1 for finding in values)]
    shown = [sentence(", ".join(str(place[axis]) for axis in long)) for place in meant]
    return say.say(f"claims.why.{'entry' if len(shown) == 1 else 'entries'}", places=say.phrases.both(shown))
