"""What the documents say: one .toml file per language, found by being in this folder."""

from .phrases import Phrases, languages, phrases
from .sentence import Label, Link, Math, Sentence, sentence

__all__ = ["Label", "Link", "Math", "Phrases", "Sentence", "languages", "phrases", "sentence"]
