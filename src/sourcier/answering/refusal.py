"""When the articles do not say: decided by code before anything is worded.

A question is refused when one of these holds:

- no sentence is close to it at all;
- a proper name of it stands in no article (only in French: other languages translate names);
- what it asks for by its form (a count, an amount, an age, the thing named after "quel") is in none of the best
  sentences, nor a relative of a word whose fact is never stated otherwise (to succeed, to study, to marry…).
"""

from __future__ import annotations

from sourcier.language.analysis import terms
from sourcier.language.dates import format_date
from sourcier.language.questions import asked
from sourcier.retrieval.search import Findings
from sourcier.schema import Article, ArticleDate, Searched

# Best sentences in which what is asked must show.
READ = 6
# Least closeness (of the nearest sentences, for multilingual-e5-small). On the gold questions kept for
# tuning, every far question in French is below and one answerable in thirty-eight; questions in another language than
# the articles are about .03 lower. `benchmarks/refusal.py` prints both error rates at every threshold.
CLOSE, CLOSE_ACROSS_LANGUAGES = 0.82, 0.785
# Articles named with a refusal.
NEAREST = 3


def is_answerable(findings: Findings) -> bool:
    """Whether the evidence of `findings` can answer their question."""
    in_french = findings.language == "fr"
    if not findings.evidence or findings.closeness < (CLOSE if in_french else CLOSE_ACROSS_LANGUAGES):
        return False
    return not (in_french and findings.unknown_names) and _shows_what_is_asked(findings)


def nearest_articles(findings: Findings) -> tuple[Article, ...]:
    """The articles of the closest sentences, closest first."""
    articles = {item.article.id: item.article for item in findings.evidence}
    return tuple(articles.values())[:NEAREST]


def refusal(searched: Searched, language: str) -> str:
    """The refusal, with the number of articles searched and their span of dates."""
    articles = "1 article" if searched.articles == 1 else f"{searched.articles} articles"
    if language == "fr":
        return f"Les articles ne le disent pas : j'ai cherché dans {articles}{_span(searched, 'fr')}."
    return f"The articles do not say: I searched {articles}{_span(searched, 'en')}."


def _shows_what_is_asked(findings: Findings) -> bool:
    # A follow-up is followed by the previous question in brackets, which asks for something else.
    wanted = asked(findings.question.partition(" (")[0])
    read = findings.evidence[:READ]
    shown = [frozenset(terms(f"{item.article.title} {item.text}")) for item in read]
    if not all(any(family & own for own in shown) for family in wanted.families):
        return False
    thing = wanted.thing if findings.language == "fr" else None
    return any(
        (thing is None or thing in own) and (wanted.needs is None or wanted.needs.search(item.text) is not None)
        for item, own in zip(read, shown, strict=True)
    )


def _span(searched: Searched, language: str) -> str:
    if searched.earliest is None or searched.latest is None:
        return ""
    first, last = (
        format_date(ArticleDate(value=value, precision="month", basis="metadata"), language)
        for value in (searched.earliest, searched.latest)
    )
    if first == last:
        return f", {first}"
    of = "d'" if first[0] in "aoé" else "de "
    return f", {of}{first} à {last}" if language == "fr" else f", from {first} to {last}"
