"""Looking for articles in a collection: by words of the title, the file or the text, by publication and by date."""

from __future__ import annotations

from dataclasses import dataclass

from sourcier.assistant import Assistant
from sourcier.errors import NothingMatches
from sourcier.index.filters import Filter
from sourcier.retrieval.scope import written_filter
from sourcier.ui.corpus_render import Span
from sourcier.ui.holdings import Holding, Holdings, named

# Passages looked at for the words of a search.
PASSAGES = 200
# In characters: what a person types to find an article; the rest is left out.
LONGEST = 200


@dataclass(frozen=True)
class Wanted:
    """What a reader looks for, as typed."""

    words: str = ""
    outlets: tuple[str, ...] = ()
    after: str = ""
    before: str = ""


@dataclass(frozen=True)
class Found:
    """The articles, in the order in which they are shown, and where the text of each has the words."""

    articles: tuple[Holding, ...]
    spans: dict[str, Span]


def find(holdings: Holdings, assistant: Assistant, wanted: Wanted) -> Found:
    """Those whose title, publication or file has the words, newest first; then those whose text has, best first.

    Without words everything that the filters keep. Raises BadDate or ImpossibleDate for dates that are none.
    """
    only = written_filter(wanted.after, wanted.before, wanted.outlets)
    within = holdings.within(only)
    words = " ".join(wanted.words.split())[:LONGEST]
    if not words or not within:
        return Found(tuple(within), {})
    spans = _in_texts(assistant, words, only)
    first = named(within, words)
    known, kept = {each.id for each in first}, {each.id for each in within}
    read = [holdings.by_id[id_] for id_ in spans if id_ in kept and id_ not in known]
    return Found((*first, *read), spans)


def _in_texts(assistant: Assistant, words: str, only: Filter) -> dict[str, Span]:
    """The best passage of each article that has a word, best first: what is only near in meaning was not looked for."""
    try:
        passages = assistant.search(
            words, PASSAGES, published_after=only.since, published_before=only.until, outlets=only.outlets
        )
    except NothingMatches:
        return {}
    spans: dict[str, Span] = {}
    for each in (each for each in passages if each.lexical > 0):
        spans.setdefault(each.passage.article_id, (each.passage.start, each.passage.end))
    return spans
