"""The type of answer that a question expects (somebody, a time, a quantity, a cause), and which sentences show one.

Questions are read in French, English and Arabic; sentences in French and English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from sourcier.language.analysis import fold
from sourcier.language.dates import written_dates
from sourcier.language.names import figures, name_terms
from sourcier.language.questions import NUMBER

Shows = Callable[[str], bool]

# On folded text.
SOMEBODY = re.compile(r"\b(?:qui|who|whom|whose|comment s'appelle|quel est le nom)\b|\bمن (?:هو|هي|كان|كانت)\b|اسم")
TIME = re.compile(
    r"\b(?:quand|quelles? (?:date|annee|heure|periode)s?|quels? (?:jour|mois|moment)s?|when|"
    r"what (?:date|day|year|month|time)|which (?:day|year|month))\b|متى|تاريخ"
)
QUANTITY = re.compile(
    r"\b(?:combien|how (?:many|much|old)|"
    r"(?:quel(?:le)?s?|what) (?:est |is )?(?:(?:le|la|the) )?(?:montant|nombre|part|pourcentage|proportion|taux|age|"
    r"budget|cout|prix|bilan|share|percentage|rate|number|amount|cost|price|toll)s?)\b|\bكم\b"
)
CAUSE = re.compile(
    r"\b(?:pourquoi|pour quel(?:le)?s? (?:raison|motif|cause)s?|quel(?:le)?s? (?:(?:est|sont) (?:la|les?) )?"
    r"(?:raison|motif|cause)s?|a cause de quoi|en raison de quoi|dans quel but|a cause|why|"
    r"what (?:caused|is the reason|was the reason))\b|لماذا|سبب"
)
WEEKDAY = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|aujourd'hui|demain|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow)\b"
)
BECAUSE = re.compile(
    r"\b(?:car|parce qu|puisqu|en raison|a cause|afin|faute d|grace a|suite a|apres|liee?s? a|motifs?|raisons?|causes?|"
    r"due?s? a|vis(?:e|ent|ant) a|but d|objectif|permettre|pour (?:\w+er|\w+ir|\w+re)\b|expliqu|provoqu|entrain|"
    r"because|due to|in order to|led to)"
)


def shares_of_type(question: str, sentences: Sequence[str]) -> list[float]:
    """How many of the types of answer that `question` expects each sentence shows, in [0, 1]; 0 where it expects none.

    A name, a date or a figure that the question itself holds is no answer.
    """
    folded = fold(question)
    shown: Mapping[re.Pattern[str], Shows] = {
        SOMEBODY: partial(_names_somebody_else, name_terms(question)),
        TIME: partial(_tells_another_time, set(figures(question))),
        QUANTITY: partial(_counts, set(figures(question))),
        CAUSE: lambda sentence: BECAUSE.search(fold(sentence)) is not None,
    }
    wanted = [shows for pattern, shows in shown.items() if pattern.search(folded)]
    return [sum(shows(sentence) for shows in wanted) / max(len(wanted), 1) for sentence in sentences]


def _names_somebody_else(known: set[str], sentence: str) -> bool:
    return bool(name_terms(sentence) - known)


def _tells_another_time(known: set[str], sentence: str) -> bool:
    told = [sentence[date.start : date.end] for date in written_dates(sentence)]
    return any(not figures(date) or figures(date) - known for date in told) or bool(WEEKDAY.search(fold(sentence)))


def _counts(known: set[str], sentence: str) -> bool:
    return bool(figures(sentence) - known) or NUMBER.search(re.sub(r"\d", "", sentence)) is not None
