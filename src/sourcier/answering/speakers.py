"""Whose words a sentence is that does not say so: its speaker, or the source that "la même source" was."""

from __future__ import annotations

import re

from sourcier.language.sentences import sentence_spans
from sourcier.retrieval.antecedents import people
from sourcier.schema import Article

# A quotation, which may run over several sentences of its paragraph.
SPEECH = re.compile(r"«[^«»]*»|“[^“”]*”")
MARKS = " «»“”.!?…\u00a0\u202f"
PARAGRAPH = "\n\n"
SAYS = re.compile(
    r"\b(?:d[ée]clar|affirm|assur|expliqu|annonc|ajout|poursui|estim|jug|pr[ée]cis|soulign|rappel|confi|lanc|regrett|"
    r"d[ée]plor|d[ée]nonc|conclu|insist|promet|promis|avert|not|indiqu|soutien|soutenu|t[ée]moign|racont|comment|"
    r"plaid|mart[eè]l|reconna|reconnu|admet|admis|r[ée]sum|s['’]indign|s['’]inqui[eè]t|s['’]exclam)\w*\b|"
    r"\b(?:a|ont) (?:dit|r[ée]pondu)\b|\b(?:dit|r[ée]pond|selon|pour)\b|\b(?:said|told|added|declared)\b"
)
# "La même source" is the one that the text named just before.
SAME_SOURCE = re.compile(
    r"\b(?:la même source|les mêmes sources|le même communiqué|(?:de|selon la) même source)\b", re.IGNORECASE
)
NAMED_SOURCE = re.compile(
    r"\b(?:un|le) communiqué\b(?! précise| indique| ajoute)[^,.;:«»“”\n]*|\b(?:une|des) sources?\b[^,.;:«»“”\n]*",
    re.IGNORECASE,
)
SOURCES_BEFORE = 700
LONGEST_SOURCE = 120
# ", a déclaré", ", a-t-elle ensuite déclaré": the verb opens what follows a quotation.
FURTHEST_VERB = 20
# One who is spoken to or about does not speak: "a dit le ministre à Paul Sarre".
NOT_SPEAKING = re.compile(r"\b(?:à|de|d['’]|par|avec|contre|sur|chez|to|of|by)\s*\Z")


def speaker_of(article: Article, start: int, end: int) -> str | None:
    """The speaker of `article.text[start:end]`, a sentence that is speech alone; None where it is not certain.

    The sentence after the quotation must go on with "a déclaré X", or the one before it name one person and say that
    somebody speaks, in the same paragraph.
    """
    opening = article.text.rfind(PARAGRAPH, 0, start) + 1
    closing = article.text.find(PARAGRAPH, end)
    paragraph = article.text[opening : closing if closing >= 0 else None]
    speech = next(
        (found for found in SPEECH.finditer(paragraph) if _holds(found, start - opening, end - opening)), None
    )
    if speech is None:
        return None
    return _named_after(paragraph[speech.end() :]) or _named_before(paragraph[: speech.start()])


def same_source(article: Article, start: int, end: int) -> tuple[int, int, str] | None:
    """Where `article.text[start:end]` says "la même source", from its start, and what that is; None where unclear."""
    same = SAME_SOURCE.search(article.text[start:end])
    if same is None:
        return None
    before = article.text[max(0, start - SOURCES_BEFORE) : start]
    named = list(dict.fromkeys(match[0].strip() for match in NAMED_SOURCE.finditer(before)))
    if len(named) != 1 or len(named[0]) > LONGEST_SOURCE:
        return None
    return same.start(), same.end(), named[0]


def _holds(speech: re.Match[str], start: int, end: int) -> bool:
    """Whether nothing of `start:end` but marks stands outside a quotation."""
    text = speech.string
    outside = text[start : max(start, speech.start())] + text[min(end, speech.end()) : end]
    return speech.start() < end and start < speech.end() and not outside.strip(MARKS)


def _named_after(text: str) -> str | None:
    """Who follows a quotation as its subject: ", a déclaré la préfète, Odile Farran."."""
    if not text.startswith((",", " ,")):
        return None
    first = text[: sentence_spans(text)[0][1]]
    verb = SAYS.search(first)
    # The speaker follows the verb at once: "a dit à Paul Sarre" has another one.
    return _speaker(first[verb.end() :]) if verb and verb.start() <= FURTHEST_VERB else None


def _named_before(text: str) -> str | None:
    spans = sentence_spans(text)
    told = SPEECH.sub(" ", text[spans[-1][0] :]) if spans else ""
    return _speaker(told) if SAYS.search(told) else None


def _speaker(text: str) -> str | None:
    named = people(text)
    if len(named) != 1:
        return None
    name = named[0].text
    return None if NOT_SPEAKING.search(text[: text.find(name)]) else name
