"""Whether a question asks how sources stand to each other: "les journaux sont-ils d'accord ?"."""

from __future__ import annotations

import re

from sourcier.language.analysis import fold

_SOURCES = (
    r"(?:sources?|journaux|journal|articles?|titres?|medias?|comptes rendus|versions?|quotidiens?|papers|reports)"
)
COMPARES = re.compile(
    rf"\b(?:les|des|chaque|differente?s?|deux|ces|autres?|tous les|toutes les|the|both|each|different) {_SOURCES}\b|"
    rf"\bselon (?:les|quels?|qui)\b|\bd['’]une? {_SOURCES} a l['’]autre\b|"
    r"\b(?:diverg\w+|differ\w*|contredi\w+|contradict\w*|disagree\w*|compar\w+)\b|"
    r"\b(?:s['’]accord\w+|(?:sont|est|sont-\w+) (?:tous |toutes )?d['’]accord)\b|"
    r"\b(?:la meme chose|le meme (?:chiffre|nom|jour))\b|"
    r"المصادر|الصحف|المقالات|تختلف|تتفق"
)


def compares_sources(question: str) -> bool:
    """Whether `question`, in French, English or Arabic, asks what different sources say of one thing."""
    return COMPARES.search(fold(question)) is not None
