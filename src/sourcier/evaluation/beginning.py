"""A first set of gold questions from a person's own articles, for that person to finish: `sourcier eval init`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice, zip_longest

from sourcier.corpus.dispatches import group, signature
from sourcier.evaluation.drafting import Drafted, drafted
from sourcier.evaluation.matching import contains, spans_of
from sourcier.evaluation.questions import Kind
from sourcier.language.analysis import fold
from sourcier.language.dates import fold_in_place, written_dates
from sourcier.language.elsewhere import ELSEWHERE, FRENCH
from sourcier.language.forenames import forename_gender
from sourcier.language.names import proper_names
from sourcier.language.numbers import NUMBER, NUMBER_IN_WORDS
from sourcier.language.sentences import sentence_spans
from sourcier.schema import Article

# Two questions in five are about something else, eight at most: with fewer the gate could never tell that Sourcier no
# longer keeps silent.
TWO_IN, MOST_UNANSWERABLE = 5, 8
# Articles looked at for each one that may be needed: some are versions of a dispatch, some have nothing to ask about.
LOOKED_AT = 5
# Sentences asked about in one article, at most.
FROM_ONE = 4
# A quote of fewer words says little by itself, one of more says too much at once.
FEWEST_WORDS, MOST_WORDS = 6, 40
MOST_FACTS = 3
# "7 h 52" is one fact; before a sentence it is the hour of a live report.
HOUR = re.compile(r"\b\d{1,2} ?h(?: ?\d\d)?\b")
# Whom a pronoun means may stand in another sentence; with these it does.
PRONOUN = re.compile(r"\b(?:ils?|elles?)\b")
REFERRING = re.compile(r"\b(?:lui|eux|cela|celle-ci|celui-ci|ce dernier|cette dernière|de son côté|ce poste)\b")
# Words that only make sense after another sentence, and what pages write around an article.
LEANING = frozenset(
    "il elle ils elles ce cet cette ces cela ceci celui celle ceux celles on je nous vous son sa ses leur leurs mais "
    "et or car donc aussi ainsi pourtant enfin puis c he she it they this these those his her their but and".split()
)
AROUND = re.compile(
    r"https?:|www\.|[©@|]|\b(?:newsletter|abonn|cookie|inscri[vr]|cliqu|lire aussi|lire la suite|crédits? photo|"
    r"tous droits|mis à jour|publié le)",
    re.IGNORECASE,
)
Facts = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Beginning:
    """A question to finish: `question` is empty where no rule gives one, and `article` None where none answers it."""

    question: str
    kind: Kind
    article: Article | None = None
    quote: str = ""
    facts: Facts = ()
    # Paths of the articles that hold the quote.
    proofs: tuple[str, ...] = ()


def beginnings(articles: Sequence[Article], count: int) -> tuple[Beginning, ...]:
    """At most `count` questions to finish, those that the articles answer first; none when they hold nothing to ask.

    The articles are spread over the newest, the oldest and the longest, one version of each dispatch.
    """
    elsewhere = tuple(islice(_elsewhere(articles), min(2 * count // TWO_IN, MOST_UNANSWERABLE)))
    answered = tuple(islice(_answered(articles, count), count - len(elsewhere)))
    return answered + elsewhere if answered else ()


def _answered(articles: Sequence[Article], count: int) -> Iterator[Beginning]:
    """The best sentence of each article, then the second best of each, …; no question twice."""
    chosen = _one_of_each_dispatch(list(islice(_spread(articles), LOOKED_AT * count)))
    asked: set[str] = set()
    of_each = [list(islice(_of_article(article, articles), FROM_ONE)) for article in chosen[: 2 * count]]
    for beginning in chain.from_iterable(zip_longest(*of_each)):
        if beginning is not None and beginning.question not in asked:
            asked |= {beginning.question} - {""}
            yield beginning


def _spread(articles: Sequence[Article]) -> Iterator[Article]:
    """Every article once, in an order of which any beginning has the newest, the oldest and the longest."""
    by_path = sorted(articles, key=lambda article: article.path)
    dated = sorted((article for article in by_path if article.published), key=_day)
    longest = sorted(by_path, key=lambda article: -len(article.text))
    seen: set[str] = set()
    for article in chain.from_iterable(zip_longest(reversed(dated), dated, longest)):
        if article is not None and article.id not in seen:
            seen.add(article.id)
            yield article


def _day(article: Article) -> date:
    return article.published.value if article.published else date.max


def _one_of_each_dispatch(articles: Sequence[Article]) -> list[Article]:
    signatures = {article.id: made for article in articles if (made := signature(article.text))}
    texts = {article.id: article.text for article in articles}
    dispatch = group(signatures, texts.__getitem__)
    first: dict[str, Article] = {}
    for article in articles:
        first.setdefault(article.dispatch_id or dispatch.get(article.id, article.id), article)
    return list(first.values())


def _of_article(article: Article, articles: Sequence[Article]) -> Iterator[Beginning]:
    """Questions on the sentences worth asking about, the best first."""
    sentences = [" ".join(article.text[start:end].split()) for start, end in sentence_spans(article.text)]
    worthy = [sentence for sentence in sentences if _stands_alone(sentence)]
    asked = {sentence: drafted(sentence) if article.language == "fr" else None for sentence in worthy}
    for sentence in sorted(worthy, key=lambda sentence: -_worth(sentence, asked[sentence])):
        question, facts = asked[sentence], facts_of(sentence)
        proofs = tuple(other.path for other in articles if spans_of(sentence, other.text))
        if question is not None:
            yield Beginning(question.question, question.kind, article, sentence, (question.answer,), proofs)
        elif facts:
            kind: Kind = "date_number" if any(character.isdigit() for character in facts[0][0]) else "factual"
            yield Beginning("", kind, article, sentence, facts, proofs)


def _stands_alone(sentence: str) -> bool:
    words = sentence.split()
    return (
        FEWEST_WORDS <= len(words) <= MOST_WORDS
        and sentence.isprintable()
        and sentence[-1] in ".»”"
        and (sentence[0].isupper() or sentence[0].isdigit() or sentence[0] in "«“")
        and sentence.count("«") == sentence.count("»")
        and not HOUR.match(sentence)
        and not REFERRING.search(sentence)
        and fold(re.split(r"['’]", words[0])[0]) not in LEANING
        and not AROUND.search(sentence)
    )


def _worth(sentence: str, question: Drafted | None) -> int:
    """How much there is to ask about: a question that a rule can word counts more than all the facts may."""
    worded = MOST_FACTS + 1 if question else 0
    return worded + len(facts_of(sentence)) - bool(PRONOUN.search(sentence))


def facts_of(sentence: str) -> Facts:
    """The dates, figures and names of people that a question may want, as written; those that the matching finds."""
    found = dict.fromkeys(chain(_dates(sentence), _figures(sentence), _people(sentence)))
    return tuple(islice((fact for fact in found if contains(sentence, fact[0])), MOST_FACTS))


def _dates(sentence: str) -> Iterator[tuple[str, ...]]:
    return ((sentence[date.start : date.end].strip("."),) for date in written_dates(sentence))


def _figures(sentence: str) -> Iterator[tuple[str, ...]]:
    hours = [match.span() for match in HOUR.finditer(sentence)]
    taken = [*hours, *((date.start, date.end) for date in written_dates(sentence))]
    for start, end in hours:
        yield (sentence[start:end],)
    folded = fold_in_place(sentence)
    for match in chain(NUMBER.finditer(folded), NUMBER_IN_WORDS.finditer(folded)):
        if all(match.end() <= start or end <= match.start() for start, end in taken):
            yield (sentence[match.start() : match.end()].strip(),)


def _people(sentence: str) -> Iterator[tuple[str, ...]]:
    for name in proper_names(sentence):
        if " " in name and forename_gender(name):
            yield name, name.split(" ", 1)[1]


def _elsewhere(articles: Iterable[Article]) -> Iterator[Beginning]:
    """Questions that surely none of the articles answers: none holds the word that they are about."""
    telltales = re.compile("|".join(far.telltale for far in ELSEWHERE))
    told = {found for article in articles for found in telltales.findall(fold(article.text))}
    return (Beginning(far.wordings[FRENCH], "far_unanswerable") for far in ELSEWHERE if far.telltale not in told)
