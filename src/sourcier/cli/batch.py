"""Many questions at once: one JSON object a line in, one a line out, in the same order."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from sourcier.cli.query import Query, answers, search
from sourcier.errors import FileUnreadable, SourcierError, UsageError
from sourcier.schema import Answer, Article, RetrievedPassage

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from sourcier.assistant import Assistant

# What an article is made of, beside what is known of it.
BODY = {"text", "removed", "origin"}
# The articles of an answer are named, not repeated whole with every sentence.
WITHOUT_BODIES: dict[str, Any] = {
    "evidence": {"__all__": {"article": BODY}},
    "nearest": {"__all__": BODY},
}
# What is said of a line that is no question, and of its fields.
NO_OBJECT = {"fr": "la ligne n'est pas un objet JSON.", "en": "the line is no JSON object."}
MISSING = {"fr": "« {field} » manque.", "en": "“{field}” is missing."}
MISSHAPEN = {"fr": "« {field} » doit être {shape}.", "en": "“{field}” must be {shape}."}
SHAPES = {
    "id": {"fr": "un texte ou un nombre entier", "en": "a text or a whole number"},
    "question": {"fr": "un texte", "en": "a text"},
    "history": {
        "fr": "une liste de tours, chacun avec role (user ou assistant) et content",
        "en": "a list of turns, each with role (user or assistant) and content",
    },
    "outlets": {"fr": "une liste de textes", "en": "a list of texts"},
    "paths": {"fr": "une liste de textes", "en": "a list of texts"},
}


def run_batch(
    source: Path, target: Path, answer: Callable[[Query], dict[str, Any]], limits: Query, language: str
) -> int:
    """Write `answer` of every line of `source`, within `limits`, to `target` and return how many failed.

    A question that cannot be answered gives a line with `id` and `error`; the others go on. Raises FileUnreadable,
    naming the line, for a malformed batch, before anything is asked.
    """
    queries = [query.within(limits) for query in _read(source, language)]
    failed = 0
    with target.open("w", encoding="utf-8") as lines:
        for query in queries:
            try:
                line = {"id": query.id, **answer(query)}
            except SourcierError as error:
                failed += 1
                line = {"id": query.id, "error": error.message(language)}
            lines.write(json.dumps(line, ensure_ascii=False) + "\n")
            lines.flush()
    return failed


def search_line(assistant: Assistant, query: Query, k: int) -> dict[str, Any]:
    """`hits` and the milliseconds they took."""
    started = time.perf_counter()
    hits = hits_json(assistant, search(assistant, query, k))
    return {"hits": hits, "ms": _ms(started)}


def hits_json(assistant: Assistant, found: Iterable[RetrievedPassage]) -> list[dict[str, Any]]:
    """Passages with where they stand, but for those whose article has been taken out of the index since the search."""
    articles = assistant.articles
    return [_hit(hit, article) for hit in found if (article := articles.get(hit.passage.article_id))]


def _hit(hit: RetrievedPassage, article: Article) -> dict[str, Any]:
    passage = hit.passage
    return {
        "path": article.path,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published.model_dump(mode="json") if article.published else None,
        "text": article.text[passage.start : passage.end],
        "start": passage.start,
        "end": passage.end,
        "score": hit.score,
    }


def ask_line(assistant: Assistant, query: Query) -> dict[str, Any]:
    """The answer, with the milliseconds until its first words and until its end."""
    started = time.perf_counter()
    first: float | None = None
    for answer in answers(assistant, query):
        if first is None and answer.text:
            first = _ms(started)
    return {
        "answer": answer_json(answer),
        "text": answer.text,
        "status": answer.status,
        "first_ms": first,
        "total_ms": _ms(started),
    }


def answer_json(answer: Answer) -> dict[str, Any]:
    """An answer as JSON, without the bodies of its articles."""
    return answer.model_dump(mode="json", exclude=WITHOUT_BODIES)


def _read(source: Path, language: str) -> Iterator[Query]:
    try:
        # Not splitlines: JSON may hold other ends of lines (U+2028, U+0085) inside a text.
        lines = source.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise FileUnreadable(path=source, reason=error) from None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield Query.model_validate_json(line)
        except UsageError as error:
            raise FileUnreadable(path=f"{source}:{number}", reason=error.message(language)) from None
        except ValidationError as error:
            reason = _reason(error.errors()[0], language)
            raise FileUnreadable(path=f"{source}:{number}", reason=reason) from None


def _reason(error: ErrorDetails, language: str) -> str:
    """What is wrong with a line, and how it is put right."""
    place = error["loc"]
    field = str(place[0]) if place else ""
    if field not in SHAPES:
        return NO_OBJECT[language]
    if error["type"] == "missing" and len(place) == 1:
        return MISSING[language].format(field=field)
    return MISSHAPEN[language].format(field=field, shape=SHAPES[field][language])


def _ms(started: float) -> float:
    return round((time.perf_counter() - started) * 1000, 1)
