"""Nouns to HTML: pure functions, and the only place where text becomes markup, each piece of it escaped.

Turns count from 1. A marker of a turn is `a.cite[data-turn][data-marker]`, its card `#source-TURN-MARKER`; whatever
opens an article carries `data-article`, `data-start` and `data-end`. `page.js` lives on these names alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby

from sourcier.schema import Answer, Article, ArticleDate, Citation, Evidence, Gloss, Remark, Statement
from sourcier.ui.conversation import Conversation, Exchange
from sourcier.ui.marking import clipped, excerpt, marked, paragraphs
from sourcier.ui.texts import Texts

# A question longer than this is refused anyway; the transcript shows its beginning.
QUESTION_SHOWN = 600
QUESTION_RECALLED = 120
OPENING_SHOWN = 220
MARKER = re.compile(r"(\[\d+\])")
# A hazel fork over water: the page's mark, drawn here so that nothing is fetched.
EMBLEM = (
    '<svg class="emblem" viewBox="0 0 32 32" aria-hidden="true"><path d="M7 4l9 11 9-11M16 15v7"/>'
    '<path class="water" d="M4 28q3-3 6 0t6 0 6 0 6 0"/></svg>'
)


def masthead(newest_first: Sequence[Article], texts: Texts) -> str:
    """The title, the promise and one sentence on what is indexed; undated articles are the last."""
    return (
        f'<header class="masthead">{EMBLEM}<h1>Sourcier</h1><p class="promise">{escape(texts.promise)}</p>'
        f'<p class="corpus">{escape(_corpus(newest_first, texts))}</p></header>'
    )


def transcript(conversation: Conversation, examples: Sequence[str], articles: int, texts: Texts) -> str:
    """The exchanges in order; before the first, an invitation with example questions."""
    if not conversation:
        return _welcome(examples, texts)
    exchanges = "".join(_exchange(exchange, turn, articles, texts) for turn, exchange in enumerate(conversation, 1))
    return f'<div class="exchanges" role="log">{exchanges}</div>'


def proofs(conversation: Conversation, turn: int, texts: Texts) -> str:
    """The evidence of one turn: a card for each marker, the nearest articles, then what was read and not cited."""
    answer = conversation[turn - 1].answer if 0 < turn <= len(conversation) else None
    heading = f"<h2>{escape(texts.proofs)}</h2>"
    if answer is None:
        return f'<div class="proofs">{heading}<p class="wait">{escape(texts.proofs_wait)}</p></div>'
    recalled = texts.for_question.format(question=clipped(answer.question, QUESTION_RECALLED))
    sections = (_cited(answer, turn, texts), _nearest(answer, texts), _read(answer, texts))
    return (
        f'<div class="proofs" data-turn="{turn}">{heading}<p class="recalled" dir="auto">{recalled}</p>'
        f"{''.join(sections)}</div>"
    )


def reader(texts: Texts) -> str:
    """The empty dialog in which an article opens; a template of Gradio, so it takes no text but ours."""
    return (
        f'<dialog class="reader" aria-labelledby="reader-title" data-language="{texts.language}">'
        f'<button type="button" class="reader-close">{escape(texts.close)}</button>'
        '<div class="reader-body"></div></dialog>'
    )


def article_page(article: Article, start: int, end: int, texts: Texts) -> str:
    """The whole article, `start:end` marked, for the reading dialog."""
    byline = f'<span class="byline">{escape(article.byline)}</span>' if article.byline else ""
    files = ", ".join(escape(path) for path in (article.path, *article.also_at))
    origin = _origin(article.outlet, article.path, article.published, texts)
    return (
        f'<article lang="{escape(article.language)}"><header>{origin}{byline}'
        f'<h2 id="reader-title" dir="auto">{escape(article.title)}</h2></header>'
        f'{paragraphs(article.text, start, end)}<footer class="files">{files}</footer></article>'
    )


def article_gone(texts: Texts) -> str:
    """What the reading dialog says of an article that is no longer indexed."""
    return f'<p class="problem" id="reader-title">{escape(texts.gone)}</p>'


def _corpus(newest_first: Sequence[Article], texts: Texts) -> str:
    known = len(newest_first)
    if not known:
        return f"{texts.no_article}."
    count = texts.one_article if known == 1 else texts.some_articles.format(count=texts.number(known))
    # Of ten thousand articles a few are looked at.
    dated = bisect_left(newest_first, True, key=lambda article: article.published is None)
    latest, earliest = (newest_first[row].published for row in (0, dated - 1)) if dated else (None, None)
    return f"{count}, {texts.span(earliest, latest)}." if earliest and latest else f"{count}."


def _welcome(examples: Sequence[str], texts: Texts) -> str:
    buttons = "".join(
        f'<li><button type="button" class="example" data-question="{escape(question)}">{escape(question)}</button></li>'
        for question in examples
    )
    offered = f"<h3>{escape(texts.examples)}</h3><ul>{buttons}</ul>" if examples else ""
    return (
        f'<section class="welcome"><h2>{escape(texts.welcome)}</h2><p>{escape(texts.invitation)}</p>{offered}</section>'
    )


def _exchange(exchange: Exchange, turn: int, articles: int, texts: Texts) -> str:
    asked = (
        f'<p class="question" dir="auto">{clipped(exchange.question, QUESTION_SHOWN)}</p>'
        if exchange.question.strip()
        else ""
    )
    state = "settled" if exchange.settled else "growing"
    return (
        f'<section class="exchange {state}" id="exchange-{turn}">{asked}'
        f'<div class="answer" aria-live="polite">{_said(exchange, turn, articles, texts)}</div></section>'
    )


def _said(exchange: Exchange, turn: int, articles: int, texts: Texts) -> str:
    answer = exchange.answer
    parts = []
    if answer is not None:
        parts += [_understood(answer, texts), _statements(answer.statements, turn, texts)]
        parts += [_remark(remark, answer.citations, turn, texts) for remark in answer.remarks if exchange.settled]
        if exchange.settled and answer.notice:
            parts.append(f'<p class="notice {answer.status}">{escape(answer.notice)}</p>')
    if exchange.problem:
        parts.append(f'<p class="problem">{escape(exchange.problem)}</p>')
    if not exchange.settled:
        parts.append(f'<p class="working">{escape(_working(answer, articles, texts))}</p>')
    return "".join(parts)


def _working(answer: Answer | None, articles: int, texts: Texts) -> str:
    """What is being done, so that the first reaction comes at once; nothing more once sentences appear."""
    if answer is None or not answer.evidence:
        return texts.searching_one if articles == 1 else texts.searching.format(count=texts.number(articles))
    if answer.statements:
        return ""
    found = len(answer.evidence)
    return texts.found_one if found == 1 else texts.found.format(count=texts.number(found))


def _understood(answer: Answer, texts: Texts) -> str:
    """The stand-alone question, when a follow-up was rewritten into one."""
    if answer.searched_question.strip() == answer.question.strip():
        return ""
    understood = texts.understood.format(question=answer.searched_question)
    return f'<p class="understood" dir="auto">{escape(understood)}</p>'


def _statements(statements: Sequence[Statement], turn: int, texts: Texts) -> str:
    """Worded statements run on as a paragraph; each quoted sentence of an article stands by itself."""
    groups = groupby(enumerate(statements), key=lambda item: item[0] if item[1].support == "quoted" else None)
    return "".join(
        f'<p class="{"supported" if key is None else "quoted"}" dir="auto">'
        f"{' '.join(_statement(statement, turn, texts) for _, statement in group)}</p>"
        for key, group in groups
    )


def _statement(statement: Statement, turn: int, texts: Texts) -> str:
    markers = "".join(_marker(citation, turn, texts) for citation in statement.citations)
    text = "".join(f"{escape(piece)}{_gloss(gloss)}" for piece, gloss in statement.pieces)
    return f'<span class="statement">{text}\u202f{markers}</span>'


def _gloss(gloss: Gloss | None) -> str:
    return f' <span class="gloss {gloss.kind}">[{escape(gloss.text)}]</span>' if gloss else ""


def _remark(remark: Remark, citations: Sequence[Citation], turn: int, texts: Texts) -> str:
    """How the sources stand to each other, its markers as links like any other."""
    links = {f"[{citation.marker}]": _marker(citation, turn, texts) for citation in citations}
    pieces = MARKER.split(remark.text)
    text = "".join(links.get(piece, escape(piece)) for piece in pieces)
    return f'<p class="remark {remark.kind}" dir="auto">{text}</p>'


def _marker(citation: Citation, turn: int, texts: Texts) -> str:
    spoken = _spoken(citation.marker, citation.outlet or citation.path, citation.published, texts)
    return (
        f'<a class="cite" role="button" href="#source-{turn}-{citation.marker}" data-turn="{turn}" '
        f'data-marker="{citation.marker}" aria-label="{spoken}">[{citation.marker}]</a>'
    )


def _cited(answer: Answer, turn: int, texts: Texts) -> str:
    articles = {evidence.article.id: evidence.article for evidence in answer.evidence}
    return "".join(_card(citation, turn, articles, texts) for citation in answer.citations)


def _card(citation: Citation, turn: int, articles: Mapping[str, Article], texts: Texts) -> str:
    article = articles.get(citation.article_id)
    shown = (
        marked(citation.quote, 0, len(citation.quote))
        if article is None
        else excerpt(article.text, citation.start, citation.end)
    )
    spoken = _spoken(citation.marker, citation.outlet or citation.path, citation.published, texts)
    return (
        f'<article class="card" id="source-{turn}-{citation.marker}" tabindex="-1" aria-label="{spoken}">'
        f'<span class="badge" aria-hidden="true">{citation.marker}</span>'
        f"{_origin(citation.outlet, citation.path, citation.published, texts)}"
        f'<h3 dir="auto">{escape(citation.title)}</h3>{_reprints(citation.also_in, texts)}'
        f'<p class="excerpt" dir="auto">{shown}</p>'
        f'<div class="doors">{_door(citation.article_id, citation.start, citation.end, texts)}'
        f'<a class="back" href="#exchange-{turn}">{escape(texts.back)}</a></div></article>'
    )


def _nearest(answer: Answer, texts: Texts) -> str:
    if not answer.nearest:
        return ""
    cards = "".join(
        f'<article class="card near">{_origin(article.outlet, article.path, article.published, texts)}'
        f'<h3 dir="auto">{escape(article.title)}</h3>'
        f'<p class="excerpt" dir="auto">{clipped(" ".join(article.text.split()), OPENING_SHOWN)}</p>'
        f'<div class="doors">{_door(article.id, 0, 0, texts)}</div></article>'
        for article in answer.nearest
    )
    return f"<h3>{escape(texts.nearest)}</h3>{cards}"


def _read(answer: Answer, texts: Texts) -> str:
    """Evidence without a marker in the answer: open while nothing is cited yet, folded afterwards."""
    cited = {(citation.article_id, citation.start) for citation in answer.citations}
    left = [e for e in answer.evidence if (e.article.id, e.sentence.start) not in cited]
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
        f'<article class="card slight">{_origin(article.outlet, article.path, article.published, texts)}'
        f"{_reprints(evidence.also_in, texts)}"
        f'<p class="excerpt" dir="auto">{escape(evidence.text)}</p>'
        f'<div class="doors">{_door(article.id, sentence.start, sentence.end, texts)}</div></article>'
    )


def _door(article_id: str, start: int, end: int, texts: Texts) -> str:
    return (
        f'<button type="button" class="door" data-article="{escape(article_id)}" data-start="{start}" '
        f'data-end="{end}">{escape(texts.read_article)}</button>'
    )


def _origin(outlet: str | None, path: str, published: ArticleDate | None, texts: Texts) -> str:
    """Outlet (the file's name when unknown) and date."""
    known = "outlet" if outlet else "outlet file"
    moment = f' datetime="{_machine_date(published)}"' if published else ""
    return (
        f'<p class="origin"><span class="{known}" dir="auto">{escape(outlet or path)}</span> '
        f"<time{moment}>{escape(texts.date(published))}</time></p>"
    )


def _reprints(outlets: Sequence[str], texts: Texts) -> str:
    """Who else printed the dispatch: one source, whatever their number."""
    if not outlets:
        return ""
    return f'<p class="reprints" dir="auto">{escape(texts.reprints.format(outlets=", ".join(outlets)))}</p>'


def _spoken(marker: int, outlet: str, published: ArticleDate | None, texts: Texts) -> str:
    return escape(texts.source.format(marker=marker, outlet=outlet, date=texts.date(published)))


def _machine_date(published: ArticleDate) -> str:
    """ISO 8601 cut at what is known: "2024-06" for a month."""
    length = {"day": len("2024-06-26"), "month": len("2024-06"), "year": len("2024")}[published.precision]
    return published.value.isoformat()[:length]
