"""Invented articles, and answers made of their sentences, for everything that is kept or exported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from sourcier.desk import Exchange
from sourcier.schema import Answer, Article, ArticleDate, Citation, Evidence, Remark, Searched, Sentence, Statement

TOLL = "Le péage du pont de Vaubrac passe à 4 euros."
HARBOUR = "Mathilde Orsenne dirige depuis lundi le port de Vaubrac."
# What people and pages put into titles, by what it could break.
HOSTILE = {
    "script": "<script>alert(1)</script> <img src=x onerror=alert(2)>",
    "attribute": '" onmouseover="alert(1)" x=\'',
    "braces": "}}, author = {X}, {{{ \\} {",
    "backslashes": r"\input{/etc/passwd} \\ \end{document} C:\temp",
    "newlines": "Un titre\n\n- [ ] puis\r\n# un autre\n```\n@article{x,\n}",
    "bidi": "Le \u202ecruof\u202c fou\u2066rneau\u2069 \u200f",
    "markdown": "[ici](javascript:alert(1)) ![x](http://a.example/p.png) **gras** `code` <http://b.example> 1. un",
    "number": "1. Un, puis deux",
    "dash": "- un tiret",
    "rule": "---",
    "entities": "&lt;b&gt; &amp; &#60;script&#62; &copy;",
    "tex": "100 % des 3 $ & du #1_a ~ ^ « fin »",
    "controls": "nul\x00 escape\x1b[31m bell\x07 del\x7f \x85 \u2028 \u2029",
    "long": "Été " * 25_000,
}


class Clock:
    """A clock that moves by a second each time it is read, or is set."""

    def __init__(self) -> None:
        self.now = datetime(2031, 3, 4, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def article(text: str = TOLL, **known: Any) -> Article:
    told = {"path": "peage.txt", "title": "Le péage augmente", "outlet": "Le Phare"} | known
    return Article(id=sha256(text.encode()).hexdigest(), text=text, **told)


def day(written: str = "2024-03-12", **known: Any) -> ArticleDate:
    return ArticleDate(value=date.fromisoformat(written), **({"precision": "day", "basis": "stated"} | known))


def answer(question: str = "Combien coûte le péage ?", *cited: Article, **known: Any) -> Answer:
    """Each of `cited` quoted in full, one statement after the other."""
    evidence = tuple(
        Evidence(
            marker=marker,
            sentence=Sentence(article_id=each.id, index=0, start=0, end=len(each.text)),
            article=each,
            text=each.text,
            score=0.1 * marker,
        )
        for marker, each in enumerate(cited, start=1)
    )
    statements = tuple(
        Statement(text=each.text, citations=(citation_of(each, marker),), support="quoted")
        for marker, each in enumerate(cited, start=1)
    )
    told: dict[str, Any] = {
        "question": question,
        "searched_question": question,
        "status": "answered" if cited else "not_in_corpus",
        "statements": statements,
        "evidence": evidence,
        "notice": None if cited else "Les articles n'en disent rien.",
        "searched": Searched(articles=2, earliest=date(2020, 1, 1), latest=date(2024, 3, 12)),
        "language": "fr",
        "model": "extractive",
        "timings": {"search": 1.25},
    }
    return Answer(**(told | known))


def citation_of(source: Article, marker: int = 1, **known: Any) -> Citation:
    told: dict[str, Any] = {
        "marker": marker,
        "article_id": source.id,
        "path": source.path,
        "title": source.title,
        "outlet": source.outlet,
        "published": source.published,
        "quote": source.text,
        "start": 0,
        "end": len(source.text),
    }
    return Citation(**(told | known))


def exchange(question: str = "Combien coûte le péage ?", *cited: Article, **known: Any) -> Exchange:
    return Exchange(question, answer(question, *cited, **known), settled=True)


def remark(text: str, markers: Sequence[int]) -> Remark:
    return Remark(kind="conflict", text=text, markers=tuple(markers))
