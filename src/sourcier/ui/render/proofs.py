"""The evidence panel: what proves an answer, what is near it, what was read."""

from __future__ import annotations

from collections.abc import Collection
from html import escape

from sourcier.schema import Answer, Article, Citation, Evidence
from sourcier.ui.conversation import Conversation
from sourcier.ui.marking import clipped, excerpt, marked, paragraph_at
from sourcier.ui.render.parts import door, origin, reprints, spoken
from sourcier.ui.texts import Texts

QUESTION_RECALLED = 120
OPENING_SHOWN = 220


def proofs(conversation: Conversation, turn: int, texts: Texts, changed: Collection[str] = ()) -> str:
    """The evidence of one turn: a card for each marker, the nearest articles, then what was read and not cited.

    `changed` are the ids of articles that are no longer indexed as they were.
    """
    answer = conversation[turn - 1].answer if 0 < turn <= len(conversation) else None
    heading = f"<h2>{escape(texts.proofs)}</h2>"
    if answer is None:
        return f'<div class="proofs">{heading}<p class="wait">{escape(texts.proofs_wait)}</p></div>'
    recalled = texts.for_question.format(question=clipped(answer.question, QUESTION_RECALLED))
    sections = (_cited(answer, turn, texts, changed), _nearest(answer, texts), _read(answer, texts))
    return (
        f'<div class="proofs" data-turn="{turn}">{heading}<p class="recalled" dir="auto">{recalled}</p>'
        f"{''.join(sections)}</div>"
    )


def _cited(answer: Answer, turn: int, texts: Texts, changed: Collection[str]) -> str:
    articles = {evidence.article.id: evidence.article for evidence in answer.evidence}
    cards, shown = [], set()
    for citation in answer.citations:
        article = articles.get(citation.article_id)
        place = citation.article_id, article and paragraph_at(article.text, citation.start)
        # A paragraph is shown once: the cards of its other sentences hold these alone.
        context = article.text if article and place not in shown else None
        shown.add(place)
        cards.append(_source_card(citation, turn, article, context, texts, citation.article_id in changed))
    return "".join(cards)


def _source_card(
    citation: Citation, turn: int, article: Article | None, context: str | None, texts: Texts, changed: bool
) -> str:
    shown = (
        excerpt(context, citation.start, citation.end)
        if context is not None
        else marked(citation.quote, citation.start, citation.end, citation.start)
    )
    name = spoken(citation.marker, citation.outlet or citation.path, citation.published, texts)
    byline = f'<p class="byline" dir="auto">{escape(article.byline)}</p>' if article and article.byline else ""
    warning = f'<p class="changed">{escape(texts.as_cited)}</p>' if changed else ""
    return (
        f'<article class="card" id="source-{turn}-{citation.marker}" tabindex="-1" aria-label="{name}">'
        f'<span class="badge" aria-hidden="true">{citation.marker}</span>'
        f"{origin(citation.outlet, citation.path, citation.published, texts)}"
        f'<h3 dir="auto">{escape(citation.title)}</h3>{byline}{reprints(citation.also_in, texts)}{warning}'
        f'<p class="excerpt" dir="auto">{shown}</p>'
        f'<div class="doors">{door(citation.article_id, citation.start, citation.end, texts)}'
        f'<a class="back" href="#exchange-{turn}">{escape(texts.back)}</a></div></article>'
    )


def _nearest(answer: Answer, texts: Texts) -> str:
    if not answer.nearest:
        return ""
    cards = "".join(
        f'<article class="card near">{origin(article.outlet, article.path, article.published, texts)}'
        f'<h3 dir="auto">{escape(article.title)}</h3>'
        f'<p class="excerpt" dir="auto">{clipped(" ".join(article.text.split()), OPENING_SHOWN)}</p>'
        f'<div class="doors">{door(article.id, 0, 0, texts)}</div></article>'
        for article in answer.nearest
    )
    return f"<h3>{escape(texts.nearest)}</h3>{cards}"


def _read(answer: Answer, texts: Texts) -> str:
    """Evidence without a marker in the answer: open while nothing is cited yet, folded afterwards."""
    cited = {(citation.article_id, citation.end) for citation in answer.citations}
    left = [e for e in answer.evidence if (e.article.id, e.sentence.end) not in cited]
    if not left:
        return ""
    cards = "".join(_read_card(evidence, texts) for evidence in left)
    first = not answer.statements and not answer.nearest
    name = texts.read_first if first else texts.read_only
    return (
        f'<details class="read"{" open" if first else ""}>'
        f"<summary>{escape(name)} ({texts.number(len(left))})</summary>{cards}</details>"
    )


def _read_card(evidence: Evidence, texts: Texts) -> str:
    article, sentence = evidence.article, evidence.sentence
    return (
        f'<article class="card slight">{origin(article.outlet, article.path, article.published, texts)}'
        f"{reprints(evidence.also_in, texts)}"
        f'<p class="excerpt" dir="auto">{escape(evidence.text)}</p>'
        f'<div class="doors">{door(article.id, sentence.start, sentence.end, texts)}</div></article>'
    )
