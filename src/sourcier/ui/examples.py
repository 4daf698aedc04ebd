"""The questions that the page offers, each tried beforehand on the articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, takewhile
from threading import Lock, Thread

from sourcier.answering.answer import EXTRACTIVE
from sourcier.desk import Exchange
from sourcier.evaluation.matching import states
from sourcier.schema import Answer, Article
from sourcier.ui.conversation import Answerer
from sourcier.ui.suggesting import Suggestion, from_articles, from_sentences, offered, sentences_of

# Three examples fit above the question box of a phone, two follow-ups below an answer.
EXAMPLES, FOLLOW_UPS = 3, 2
# The latest articles looked at for them, and how many questions are tried, at a tenth of a second each.
EXAMPLES_AMONG, EXAMPLES_TRIED, FOLLOW_UPS_TRIED = 30, 30, 8
# A first visit does not wait for more than this, in seconds: the examples are there at the next.
PATIENCE = 6.0


class Examples:
    """Examples by collection, found in the background once, and again when its latest articles are others."""

    def __init__(self, given: Sequence[str] | None = None) -> None:
        self._given = given
        self._lock = Lock()
        self._searches: dict[str, _Search] = {}

    def of(self, assistant: Answerer, collection: str) -> Sequence[str]:
        """Those of `collection`, waited for a little when they are still being looked for."""
        if self._given is not None:
            return self._given
        search = self.prepare(assistant, collection)
        search.join(PATIENCE)
        return tuple(search.found)

    def prepare(self, assistant: Answerer, collection: str) -> _Search:
        """Begin to look for them."""
        latest = tuple(assistant.newest_first[:EXAMPLES_AMONG])
        key = tuple(article.id for article in latest)
        with self._lock:
            search = self._searches.get(collection)
            if search is None or search.key != key:
                search = self._searches[collection] = _Search(assistant, latest, key)
                search.start()
            return search


class _Search(Thread):
    """Tries candidates one after the other; `found` grows meanwhile."""

    def __init__(self, assistant: Answerer, articles: Sequence[Article], key: tuple[str, ...]) -> None:
        super().__init__(name="examples", daemon=True)
        self.key = key
        self.found: list[str] = []
        self._assistant = assistant
        self._articles = articles

    def run(self) -> None:
        candidates = from_articles(self._articles)
        self.found.extend(offered(quoting(self._assistant), candidates, EXAMPLES, EXAMPLES_TRIED))


def follow_ups(
    assistant: Answerer, exchanges: Sequence[Exchange], is_free: Callable[[], bool] = lambda: True
) -> tuple[str, ...]:
    """Questions that what was read for the last answer also answers, unlike those asked and what was told already.

    Each costs as much to try as one that is asked: none is once `is_free` says no more.
    """
    answer = exchanges[-1].answer
    if answer is None or not answer.statements:
        return ()
    known = [exchange.question for exchange in exchanges]
    told = " ".join(exchange.answer.text for exchange in exchanges if exchange.answer)
    left = (each for each in _from_what_was_read(answer) if not states(told, each.wordings))
    tried = takewhile(lambda _: is_free(), left)
    return tuple(offered(quoting(assistant), tried, FOLLOW_UPS, FOLLOW_UPS_TRIED, known))


def quoting(assistant: Answerer) -> Answerer:
    """The same without a model, which would take seconds to try a question."""
    return assistant if assistant.model_name == EXTRACTIVE else assistant.using(EXTRACTIVE)


def _from_what_was_read(answer: Answer) -> Iterator[Suggestion]:
    """First of the evidence that no sentence cites, then of the articles cited."""
    cited = {(citation.article_id, citation.end) for citation in answer.citations}
    read = [each for each in answer.evidence if (each.article.id, each.sentence.end) not in cited]
    articles = {each.article.id: each.article for each in answer.evidence if each.article.language == "fr"}
    whole = (articles[found] for found in dict.fromkeys(article for article, _ in cited) if found in articles)
    return chain(
        chain.from_iterable(from_sentences(each.article, [each.text]) for each in read if each.article.id in articles),
        chain.from_iterable(from_sentences(article, sentences_of(article)) for article in whole),
    )
