"""Whether what a question asks for by its form stands in the best sentences: a sum, an age, a reason, a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sourcier.answering.claims import claims
from sourcier.answering.glosses import question_before
from sourcier.answering.pointing import points_back
from sourcier.answering.sources import source_of
from sourcier.language.analysis import terms
from sourcier.language.answer_types import CAUSE, SOMEBODY, expects, shares_of_type
from sourcier.language.comparing import without_comparison
from sourcier.language.names import name_terms
from sourcier.language.quantities import CROWD, MEN, PERSON, quantities
from sourcier.language.questions import DOERS, MONEY, NUMBER, YEARS, Asked, alike, asked
from sourcier.retrieval.search import Findings
from sourcier.schema import Evidence

# Best sentences in which what is asked must show, and in which its type may.
READ, TYPED = 6, 12
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
COUNTS_YEARS = re.compile(
    r"\bil y a [\w-]+(?: [\w-]+)? (?:ans|siècles?)\b|\bdécennie|\bdans [\w-]+ ans\b|\byears ago\b|"
    r"\bans (?:plus tôt|auparavant|après|plus tard)\b",
    re.IGNORECASE,
)
# Who holds a place is told in any year of it.
HOLDS = re.compile(
    r"\b(?:dirig\w+|présid\w+|command\w+|entra[iî]n\w+|gouvern\w+|occup\w+|exer[cç]\w+|tien\w+|led|headed|was|is|were|"
    r"(?:est|était|étaient|sont|fut)(?! (?:\w+ment )?\w+(?:é|i|u|is|it)e?s?\b))\b",
    re.IGNORECASE,
)
# Who is asked about by name; "le maire de Lisse" is told by another.
AGE_OF = re.compile(r"\b(?:a|avait|aura|aurait|is|was)\s+(?:M\. |Mme |Mr |Mrs )?[A-ZÀ-ÖØ-Þ]")
# "Odile Marchand, 46 ans": whom an age behind a comma is said of.
BEFORE_AGE = re.compile(r"(?:[^\s,;:.«»()]+\s+){0,2}[^\s,;:.«»()]+\s?[,(–—]\Z")
# What a question about a sum asks with.
PRICING = frozenset(
    terms(
        "coûte coûter coûtera coûté coûterait coût montant budget prix tarif somme vaut valeur payer payé paye élève "
        "élever facture total totale dépensé dépenser euros million millions combien cost price much"
    )
)


def shows_what_is_asked(findings: Findings) -> bool:
    """Whether some of the best sentences have what the question must find there; True where it asks for nothing."""
    question = bare_question(findings)
    wanted, read = asked(question), findings.evidence[:READ]
    shown = [frozenset(terms(f"{item.article.title} {as_said(item)}")) for item in read]
    if not all(any(family & own for own in shown) for family in wanted.families):
        return False
    if (wanted.needs is not None or _is_of_a_moment(question)) and not _are_of_year(question, findings.evidence):
        return False
    if findings.language == "fr" and CAUSE in expects(question) and not _tells_why(findings.question, read):
        return False
    thing = wanted.thing if findings.language == "fr" else None
    # "Combien de tramways": two papers that count sets of them answer too.
    if thing and wanted.needs is NUMBER and len({source_of(claim.item) for claim in claims(question, read)}) > 1:
        return True
    return any(
        (thing is None or alike(thing) & own or _counts_people(thing, item.text))
        and _has_what_is_needed(question, wanted, item, findings.language)
        for item, own in zip(read, shown, strict=True)
    )


def bare_question(findings: Findings) -> str:
    """The question itself: a follow-up is followed by the one before it in brackets, which asks for something else.

    Nor does an article show how it stands to the others.
    """
    return without_comparison(findings.question.partition(" (")[0])


def as_said(item: Evidence) -> str:
    """The sentence; one that replies to an interviewer is somebody's words, "elle" is about who came before."""
    question = question_before(item)
    if question:
        return f"{question} « {item.text} »"
    return f"{item.context} {item.text}" if points_back(item.text) else item.text


def _has_what_is_needed(question: str, wanted: Asked, item: Evidence, language: str) -> bool:
    if wanted.needs is not None and not wanted.needs.search(item.text):
        return False
    if wanted.named is not None and not wanted.named.search(_around(item)):
        return False
    if wanted.needs is MONEY:
        # The words of another language stand in no French article.
        return language != "fr" or _is_about(question, item)
    return wanted.needs is not YEARS or _ages_whom_is_asked(question, item)


def _is_about(question: str, item: Evidence) -> bool:
    """Whether the sentence, what stands before it or its headline speaks of something that is asked about."""
    about = set(terms(question)) - PRICING
    return not about or not about.isdisjoint(terms(_around(item)))


def _ages_whom_is_asked(question: str, item: Evidence) -> bool:
    """Whether an age that the sentence tells may be that of whom the question names: no other name stands before it."""
    known = name_terms(question) if AGE_OF.search(question) else set()
    before = (BEFORE_AGE.search(item.text, 0, age.start() + 1) for age in YEARS.finditer(item.text))
    named = [name_terms(found[0]) if found else set() for found in before]
    return not known or any(not names or names & known for names in named)


def _is_of_a_moment(question: str) -> bool:
    """Whether who did something once is asked, and not who holds or held a place for years."""
    return SOMEBODY in expects(question) and not HOLDS.search(question)


def _are_of_year(question: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a sentence may tell of the year that the question names, if it names one: it or its article says so."""
    years, read = {int(year) for year in YEAR.findall(question)}, evidence[:TYPED]
    said = {int(year) for item in read for year in YEAR.findall(_around(item))}
    published = {item.article.published.value.year for item in read if item.article.published}
    # Of a year much is told in the one before and the next; without a date an article may be of any.
    near = {year + beside for year in published for beside in (-1, 0, 1)}
    is_open = any(item.article.published is None or COUNTS_YEARS.search(item.text) for item in read)
    # Who will do something is told before.
    is_to_come = _is_of_a_moment(question) and max(years, default=0) > max(published, default=0)
    return not years or is_open or is_to_come or not years.isdisjoint(said | near)


def _counts_people(thing: str, text: str) -> bool:
    """Whether those asked about may be counted as what they are anyway: thieves as men, demonstrators as people."""
    units = MEN if thing in DOERS else {PERSON} if thing in CROWD else frozenset()
    return any(found.unit in units for found in quantities(text))


def _tells_why(question: str, read: Sequence[Evidence]) -> bool:
    """Whether a sentence gives a reason of something that is asked about; names alone are about anything.

    "Pourquoi ?" is about what the question before it, which follows in brackets, is about.
    """
    about = set(terms(question)) - name_terms(question)
    reasons = shares_of_type(question, [item.text for item in read], frozenset({CAUSE}))
    return any(
        reason and not about.isdisjoint(terms(_around(item))) for item, reason in zip(read, reasons, strict=True)
    )


def _around(item: Evidence) -> str:
    return f"{item.article.title} {item.context} {item.text}"
