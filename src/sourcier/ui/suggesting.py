"""Questions worth offering: drafted by rule from the articles, kept only when asking them finds what they ask for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from sourcier.errors import SourcierError
from sourcier.evaluation.drafting import drafted
from sourcier.evaluation.matching import states
from sourcier.language.analysis import fold
from sourcier.language.forenames import forename_gender
from sourcier.language.names import name_spans, name_terms
from sourcier.language.offices import held
from sourcier.language.sentences import sentence_spans
from sourcier.schema import Answer, Article

# "Directeur général de la Police nationale": the words of the office, then of what. "Le directeur" alone is nobody.
OFFICE = re.compile(r"(?P<title>[\w-]+(?: [\w-]+){0,2}?)(?P<of> (?:d[eu]|des|d['’]).+)")
# "Ambassadeur au nom du président": a place or a manner is no part of the office.
BESIDE = re.compile(r"\b(?:au|aux|à|en|pour|et)\b")
VOWEL = re.compile(r"[aeiouyéèêâîôh]", re.IGNORECASE)
# "« … », a déclaré Anne Roussel".
SAID = re.compile(
    r"«\s?(?P<words>[^«»]{30,})\s?»,? (?:a|avait) (?:déclaré|affirmé|annoncé|expliqué|estimé|assuré|indiqué|précisé|"
    r"dénoncé|promis|rappelé|souligné|reconnu|regretté|ajouté) (?=[A-ZÉÈ])"
)
# Enough of a quotation to know it by.
QUOTED_WORDS = 6
# A question longer than this fills a phone.
LONGEST = 110
# Wordings that only their own text makes clear.
RELATIVE = re.compile(r"\b(?:hier|demain|aujourd['’]hui|ce|cet|cette|ces|son|sa|ses|leurs?|ici|là)\b", re.IGNORECASE)
# A weekday without its date, which only the day of the article makes clear.
WEEKDAY = re.compile(r",? (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)(?: matin| soir)?(?= [^\W\d])")


class Asked(Protocol):
    """What a suggestion is tried on."""

    def ask(self, question: str) -> Answer: ...


@dataclass(frozen=True)
class Suggestion:
    """A question, the wordings of its answer (one is enough) and the article that gives it."""

    question: str
    wordings: tuple[str, ...]
    article: str


def from_articles(articles: Iterable[Article]) -> Iterator[Suggestion]:
    """Suggestions of each French article in turn: a first of every one, then a second…"""
    left = [from_sentences(article, sentences_of(article)) for article in articles if article.language == "fr"]
    while left:
        going = [(source, next(source, None)) for source in left]
        yield from (found for _, found in going if found)
        left = [source for source, found in going if found]


def from_sentences(article: Article, sentences: Iterable[str]) -> Iterator[Suggestion]:
    """What `sentences` of `article` answer by themselves."""
    for sentence in sentences:
        for drafted_question, wordings in _questions(" ".join(sentence.split())):
            question = _shortened(drafted_question)
            # A question that names nothing is clear to whoever has just read the sentence, and to nobody else.
            if len(question) <= LONGEST and name_spans(question) and not RELATIVE.search(question):
                yield Suggestion(_typeset(question), wordings, article.id)


def sentences_of(article: Article) -> Iterator[str]:
    """The sentences of its text, in order."""
    return (article.text[start:end] for start, end in sentence_spans(article.text))


def offered(
    assistant: Asked, candidates: Iterable[Suggestion], limit: int, tries: int, known: Sequence[str] = ()
) -> Iterator[str]:
    """At most `limit` questions that `assistant` answers as expected, of the first `tries` that are unlike `known`."""
    seen = {_gist(question) for question in known}
    found = tried = 0
    for candidate in candidates:
        if found == limit or tried == tries:
            return
        gist = _gist(" ".join((candidate.question, *candidate.wordings)))
        # A second question about nearly the same, or the first one turned round, is no choice.
        if any(len(gist & other) * 2 > min(len(gist), len(other)) for other in seen):
            continue
        tried += 1
        if _answers(assistant, candidate):
            seen.add(gist)
            found += 1
            yield candidate.question


def _answers(assistant: Asked, candidate: Suggestion) -> bool:
    try:
        answer = assistant.ask(candidate.question)
    except SourcierError:
        return False
    # The first sentence of an answer is what a reader sees of it.
    first = answer.statements[0] if answer.statements else None
    return (
        first is not None
        and answer.status == "answered"
        and states(first.text, candidate.wordings)
        and any(citation.article_id == candidate.article for citation in answer.citations)
    )


def _questions(sentence: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    draft = drafted(sentence)
    if draft is not None:
        yield draft.question, draft.answer
    people = [(start, sentence[start:end]) for start, end in name_spans(sentence) if _is_person(sentence[start:end])]
    said = SAID.search(sentence)
    for start, name in people:
        if said and start == said.end():
            yield f"Qu’a dit {name} ?", (" ".join(said["words"].split()[:QUOTED_WORDS]),)
    for office in held(sentence):
        holder = next((name for _, name in people if name_terms(f"de {name}") == office.holder), None)
        if holder and not office.ranks:
            yield from _of_office(sentence[office.start : office.end], holder)


def _of_office(written: str, holder: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Who holds an office, and who its holder is."""
    office = OFFICE.fullmatch(written)
    if office is None or BESIDE.search(written) or holder in written:
        return
    title = office["title"].lower()
    determiner = "l’" if VOWEL.match(title) else "le " if forename_gender(holder) == "m" else "la "
    yield f"Qui est {determiner}{title}{office['of']} ?", (holder, holder.split(" ", 1)[1])
    yield f"Qui est {holder} ?", (written,)


def _is_person(name: str) -> bool:
    return " " in name and forename_gender(name) is not None


def _gist(question: str) -> frozenset[str]:
    """The words that tell one question, with its answer, from another."""
    return frozenset(word for word in re.findall(r"\w{4,}", fold(question)))


def _shortened(question: str) -> str:
    """Without its circumstances: what comes after a comma tells more of the answer than of what is asked."""
    asked, comma, _ = WEEKDAY.sub("", question).partition(", ")
    return f"{asked} ?" if comma else asked


def _typeset(question: str) -> str:
    """French typography: a narrow no-break space before the question mark, curved apostrophes."""
    return question.replace(" ?", "\u202f?").replace("'", "’")
