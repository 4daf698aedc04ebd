"""What a peer's reply says, sentence by sentence: which sources it names, and whether it refuses.

Refusals are told by their wording, in French, English and Arabic: these patterns, on folded text. They are kept apart
from the asking, so that a wording met later is added here and counts at once in replies already kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sourcier.answering.drafting import MARKER
from sourcier.language.analysis import MARKS, fold
from sourcier.language.sentences import sentence_spans

NUMBERS = re.compile(r"(\d+)(?:\s*[-–]\s*(\d+))?")
# More sources than an engine gives: a year in brackets is no range.
MOST_SOURCES = 100

# Where a reply speaks for itself: what opens with a quotation mark is said by someone else.
_OPENING = r"^[^\w«“\"]*"
# What a refusal says the sources do not do, and what it says is not done there; without accents, as folding leaves it.
_FR = r"(?:sources?|articles?|textes?|documents?|extraits?|passages?|contexte|informations? (?:fourni|donne|dispo)\w*)"
_FR_TELLS = r"(?:mention|precis|indiqu|donn|fourni|conti|permet|di[ts]|parl|repond|evoqu|trait|cit|specifi|abord)\w*"
_FR_TOLD = r"(?:mentionne|precise|indique|donne|fourni|dit|evoque|traite|cite|specifie|aborde|trouve|disponible)e?s?"
_EN = r"(?:sources?|articles?|texts?|documents?|excerpts?|passages?|context|information)"
_EN_TELLS = (
    r"(?:mention|specif|provid|contain|stat|say|giv|indicat|includ|address|answer|discuss|help|relevant|refer)\w*"
)
_EN_TOLD = r"(?:mentioned|specified|provided|stated|found|given|available|discussed|included|addressed)"
# Folding has taken the hamza off its letter.
_AR = r"(?:معلومات|المعلومات|المصادر|المصدر|مصادر|المقالات|المقال|النصوص|النص|السياق|اجابة|ذكر)"
_AR_TELLS = r"[تي](?:وجد|رد|ذكر|حتوي|شير|قدم|تضمن|حدد|توفر|وفر|جيب)\w*"
REFUSALS = tuple(
    re.compile(pattern)
    for pattern in (
        # "Les sources fournies ne précisent pas…", "le contexte ne donne aucune information"
        rf"\b{_FR}\b.{{0,60}}\bn(?:e |')(?:\w+ )?{_FR_TELLS}.{{0,20}}\b(?:pas|aucune?|rien|ni)\b",
        # "… n'est pas mentionné dans les sources", "Non précisé."
        rf"\b(?:pas|ni|non) (?:\w+ment )?{_FR_TOLD}(?: (?:dans|par) .{{0,30}}\b{_FR}\b|\W*$)",
        # "Aucune des sources…", "il n'y a pas d'information", "il est impossible de répondre"
        rf"\b(?:aucune?|pas d(?:e |'))(?: ?(?:des|de|ces|les) )* ?(?:{_FR}|informations?|mention|reponse|reference)\b",
        r"\b(?:impossible|pas possible|pas en mesure|pas) de (?:repondre|determiner|trouver|savoir)\b",
        rf"{_OPENING}(?:(?:je suis )?desolee?|je ne (?:peux|sais|trouve|dispose)|je n'ai (?:pas|trouve))\b",
        # "The sources do not mention…"
        rf"\b{_EN}\b.{{0,60}}\b(?:do|does|did|is|are)(?: not|n't) (?:\w+ly )?{_EN_TELLS}",
        # "… is not mentioned in the sources", "Not specified."
        rf"\bnot (?:\w+ly )?{_EN_TOLD}(?: (?:in|by) .{{0,30}}\b{_EN}\b|\W*$)",
        # "There is no specific information", "none of the provided sources", "it cannot be determined"
        rf"\b(?:no|none of the|neither of the|neither)(?: \w+)? (?:{_EN}|mention|answer|reference)\b",
        r"\b(?:unable|impossible|not possible) to (?:answer|determine|find|provide)\b",
        r"\b(?:cannot|can't|can not) be (?:answered|determined|found)\b",
        rf"{_OPENING}(?:(?:i'm |i am )?(?:sorry|unable)\b|i (?:do not|don't|cannot|can't)\b)",
        # «لا تذكر المصادر…», «لا توجد معلومات…», «غير مذكور…»
        rf"(?:لا|لم) {_AR_TELLS}.{{0,40}}{_AR}|{_AR}.{{0,40}}(?:لا|لم) {_AR_TELLS}",
        r"(?:غير|ليس) (?:مذكور|موجود|متوفر|متاح|محدد)",
        rf"{_OPENING}(?:اسف|عذرا|للاسف|لا اعرف|لا استطيع|لا يمكن)",
        # LlamaIndex's own, when it finds no node.
        r"^empty response$",
    )
)


@dataclass(frozen=True)
class Said:
    """One sentence of a reply, without its markers, and the numbers that they name, each once."""

    text: str
    sources: tuple[int, ...]


def sentences_of(reply: str) -> tuple[Said, ...]:
    """The sentences of a reply: as many as `sentence_spans` finds in `without_markers`."""
    return tuple(said for line in reply.splitlines() for said in _sentences_of(line))


def without_markers(reply: str) -> str:
    """The reply as it is held against the facts expected, a paragraph for each of its lines."""
    return "\n\n".join(MARKER.sub("", line) for line in reply.splitlines())


def refuses(reply: str) -> bool:
    """Whether a reply, without its markers, is empty or begins by saying that the sources do not say.

    Its first sentence decides: what follows an answer ("the sources do not tell her age") takes nothing back.
    """
    spans = sentence_spans(reply)
    if not spans:
        return True
    first = fold(reply[slice(*spans[0])].translate(MARKS))
    return any(pattern.search(first) for pattern in REFUSALS)


def _sentences_of(line: str) -> list[Said]:
    """A marker belongs to the sentence it stands in or behind; one that opens the line, to the first."""
    plain, end = "", 0
    named: list[tuple[int, int]] = []
    for marker in MARKER.finditer(line):
        plain += line[end : marker.start()]
        named += [(len(plain), number) for number in _numbers(marker[0])]
        end = marker.end()
    plain += line[end:]
    spans = sentence_spans(plain)
    sources: list[dict[int, None]] = [{} for _ in spans]
    for place, number in named if spans else ():
        last = max((rank for rank, (start, _) in enumerate(spans) if start < place), default=0)
        sources[last][number] = None
    return [Said(plain[start:end], tuple(own)) for (start, end), own in zip(spans, sources, strict=True)]


def _numbers(marker: str) -> list[int]:
    """The numbers that "[2]", "[1, 3]" or "[1-3]" names; the address of a link names none."""
    found: list[int] = []
    for first, last in NUMBERS.findall(marker.partition("](")[0]):
        begin, end = int(first), int(last or first)
        if end < MOST_SOURCES:
            found += range(begin, end + 1)
    return found
