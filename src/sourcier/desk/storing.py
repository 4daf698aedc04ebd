"""An exchange taken apart, so that each article is kept once, and put together again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sourcier.desk.exchange import Exchange
from sourcier.desk.kept import writable
from sourcier.schema import Answer, Article

# What is computed from the rest, and what is kept apart.
LEFT_OUT: Mapping[str, Any] = {
    "citations": True,
    "text": True,
    "nearest": True,
    "evidence": {"__all__": {"article"}},
}


@dataclass(frozen=True)
class Apart:
    """An exchange as JSON, its articles by the hexadecimal digest that stands for them there."""

    said: str
    articles: Mapping[str, Article]


def taken_apart(exchange: Exchange) -> Apart:
    """The exchange as it is kept; half of a surrogate pair, which no file can hold, becomes "?"."""
    named: dict[int, str] = {}
    articles: dict[str, Article] = {}

    def name(article: Article) -> str:
        # The sentences of one article share the object: each article is read once.
        if id(article) not in named:
            digest = named[id(article)] = sha256(article.model_dump_json().encode()).hexdigest()
            articles[digest] = article
        return named[id(article)]

    said = {
        "question": writable(exchange.question),
        "answer": _answer_apart(exchange.answer, name) if exchange.answer else None,
        "problem": None if exchange.problem is None else writable(exchange.problem),
        "settled": exchange.settled,
    }
    return Apart(json.dumps(said, ensure_ascii=False), articles)


def put_together(said: str, articles: Mapping[str, Article]) -> Exchange:
    """The exchange that was taken apart; raises ValueError or KeyError when it is of another form."""
    kept = json.loads(said)
    if kept["answer"] is not None:
        kept["answer"] = _answer_together(kept["answer"], articles)
    return Exchange(**kept)


def question_in(said: str) -> str:
    """The question of an exchange that was taken apart."""
    return str(json.loads(said)["question"])


def words_of(exchange: Exchange) -> str:
    """What an exchange is found by: its question, and what was answered."""
    return writable(f"{exchange.question}\n{exchange.answer.text if exchange.answer else ''}")


def _answer_apart(answer: Answer, name: Any) -> dict[str, Any]:
    said = answer.model_dump(mode="json", exclude=dict(LEFT_OUT))
    said["nearest"] = [name(article) for article in answer.nearest]
    for kept, evidence in zip(said["evidence"], answer.evidence, strict=True):
        kept["article"] = name(evidence.article)
    return said


def _answer_together(said: dict[str, Any], articles: Mapping[str, Article]) -> Answer:
    said["nearest"] = [articles[digest] for digest in said["nearest"]]
    for evidence in said["evidence"]:
        evidence["article"] = articles[evidence["article"]]
    return Answer.model_validate(said)
