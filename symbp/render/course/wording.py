"""Names of mistakes and verdicts in a summary."""

from __future__ import annotations

from symbp.phrases import Label, Phrases, Sentence, sentence

from ..claims.naming import mistake as named


def mistake(phrases: Phrases, name: str) -> Sentence:
    """The name of a mistake."""
    if name == "unknown":
        return phrases.say("course.unknown")
    return named(phrases, name)


def verdict(phrases: Phrases, name: str) -> Sentence:
    """A verdict on a submission."""
    key = "course.failed" if name == "failed" else f"claims.verdict.{name.replace(' ', '-')}"
    return phrases.say(key) if key in phrases else sentence(Label(name))


def share(count: int, whole: int) -> str:
    """A part of a whole in percent."""
    return f"{100 * count / whole:.0f} %" if whole else ""


def bar(count: int, most: int, width: int = 24) -> str:
    """A bar as long as a count, out of whole and half blocks."""
    halves = max(1, round(2 * width * count / most)) if count else 0
    return "█" * (halves // 2) + "▌" * (halves % 2)
