"""What a person is told to look at in an article, and what to do about it."""

from __future__ import annotations

from datetime import date

import pytest

from sourcier.corpus.doubts import SHORT_BODY, Doubt, doubts
from sourcier.schema import Article, ArticleDate, Basis

TODAY = date(2024, 6, 1)
BODY = "Le pont de Roquesombre a rouvert mardi à la circulation après deux ans de travaux. " * 4


def day(value: date, basis: Basis = "stated") -> ArticleDate:
    return ArticleDate(value=value, precision="day", basis=basis)


SOUND = Article(
    id="a",
    path="echo/pont.txt",
    title="Le pont rouvre",
    outlet="L’Écho",
    published=day(date(2024, 3, 12)),
    updated=day(date(2024, 3, 13)),
    text=BODY.strip(),
)


def test_a_sound_article_raises_no_doubt() -> None:
    assert doubts(SOUND, TODAY) == ()


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        ({"published": None}, ["no-date"]),
        ({"published": day(date(2024, 3, 12), "inferred")}, ["inferred-date"]),
        ({"published": day(date(2024, 6, 2)), "updated": None}, ["future-date"]),
        ({"published": day(TODAY), "updated": None}, []),
        ({"updated": day(date(2024, 3, 11))}, ["updated-before-published"]),
        ({"updated": ArticleDate(value=date(2024, 3, 1), precision="month", basis="stated")}, []),
        ({"outlet": None}, ["no-outlet"]),
        ({"title": "pont.txt"}, ["file-title"]),
        ({"also_at": ("copies/pont-2.html",), "title": "pont-2.html"}, ["file-title"]),
        ({"language": "en"}, ["not-french"]),
        ({"text": "x" * (SHORT_BODY - 1)}, ["short-body"]),
        ({"text": "x" * SHORT_BODY}, []),
        ({"text": f"{BODY}La suite […]"}, ["cut-off"]),
        ({"text": f"{BODY}La suite…\n"}, ["cut-off"]),
        ({"removed": ("x" * len(BODY), "y")}, ["mostly-removed"]),
        ({"removed": ("x" * 20,)}, []),
        ({"published": None, "outlet": None, "title": "pont.txt"}, ["no-date", "no-outlet", "file-title"]),
    ],
)
def test_each_doubt(changes: dict[str, object], codes: list[str]) -> None:
    assert [doubt.code for doubt in doubts(SOUND.model_copy(update=changes), TODAY)] == codes


@pytest.mark.parametrize("doubt", Doubt)
def test_a_doubt_says_what_is_wrong_then_what_to_do_in_both_languages(doubt: Doubt) -> None:
    assert doubt.message("fr") != doubt.message("en")
    for language in ("fr", "en"):
        assert 1 <= len(doubt.label(language).split()) <= 3
        assert len(doubt.message(language)) > len(doubt.label(language)) + 20
    assert len({other.code for other in Doubt}) == len(Doubt)
