"""In which language a text is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from threading import Lock

from py3langid import langid

BODY_LANGUAGES = ("fr", "en", "ar", "es", "de", "it", "pt", "nl")
QUESTION_LANGUAGES = ("fr", "en", "ar")
# Below this probability a short question is taken for French: on one- to four-word questions the detector is wrong
# about half of the times it says "English" with less.
SURE = 0.6
# Acronyms and figures belong to no language, and weigh most in a short question.
NO_LANGUAGE = re.compile(r"\b[A-Z]{2,}\b|\d+")
# Reading the model takes half a second: of questions that come at once, one reads it.
LOADING = Lock()


def detect_language(text: str) -> str:
    """ISO 639-1 code of the language of an article body, French when the text has no letters."""
    return _classify(text, BODY_LANGUAGES)[0]


def question_language(text: str) -> str:
    """ISO 639-1 code of the language of a question: French unless another is likely; one word tells none."""
    worded = NO_LANGUAGE.sub(" ", text)
    language, probability = _classify(worded, QUESTION_LANGUAGES)
    told = probability >= SURE and (language == "ar" or len(worded.split()) > 1)
    return language if told else "fr"


def _classify(text: str, among: Sequence[str]) -> tuple[str, float]:
    if not any(character.isalpha() for character in text):
        return "fr", 1.0
    with LOADING:
        identifier = _identifier(tuple(among))
    language, probability = identifier.classify(text)
    return str(language), float(probability)


@lru_cache(maxsize=2)
def _identifier(among: tuple[str, ...]) -> langid.LanguageIdentifier:
    identifier = langid.LanguageIdentifier.from_modelpath(langid.MODEL_DIR / langid.MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(among))
    return identifier
