"""Articles as JSON: the fields that exports have, in two languages; a bad record stops no other."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from page_builders import BODY, TITLE, article_from, html_page

from sourcier.corpus import Known, Reason, Sidecar, Skipped, articles_from
from sourcier.schema import Article, ArticleDate

TEXT = "\n\n".join(BODY)


def read(data: bytes | str, path: str) -> dict[str, Article | Reason]:
    """What comes out, by path."""
    pieces = articles_from(data.encode() if isinstance(data, str) else data, path, Sidecar({}))
    return {piece.path: piece.reason if isinstance(piece, Skipped) else piece for piece in pieces}


def one(record: dict[str, Any]) -> Article:
    return article_from(json.dumps(record).encode(), "un.json", Known())


def iso(date: ArticleDate | None) -> str | None:
    return date and f"{date.value} {date.precision} {date.basis}"


def test_fields_in_english() -> None:
    article = one(
        {
            "headline": TITLE,
            "articleBody": TEXT,
            "publisher": {"@type": "Organization", "name": "Le Phare"},
            "author": [{"name": "Anne Le Goff"}, {"name": "Yves Kerlan"}],
            "datePublished": "2024-03-12T10:12:00+01:00",
            "dateModified": "2024-03-14",
            "url": "https://phare.example/pont",
            "inLanguage": "fr-FR",
        }
    )
    assert (article.path, article.title, article.text) == ("un.json", TITLE, TEXT)
    assert (article.outlet, article.byline) == ("Le Phare", "Anne Le Goff, Yves Kerlan")
    assert (iso(article.published), iso(article.updated)) == ("2024-03-12 day metadata", "2024-03-14 day metadata")
    assert (article.url, article.language) == ("https://phare.example/pont", "fr")


def test_fields_in_french() -> None:
    article = one(
        {
            "Titre": TITLE,
            "Texte": TEXT,
            "Journal": "Le Phare",
            "Auteur": "Anne Le Goff",
            "Date de publication": "12 mars 2024",
            "Mis à jour": "14/03/2024",
            "Lien": "http://phare.example/pont",
            "Langue": "fr",
        }
    )
    assert (article.title, article.text, article.outlet, article.byline) == (TITLE, TEXT, "Le Phare", "Anne Le Goff")
    assert (iso(article.published), iso(article.updated)) == ("2024-03-12 day metadata", "2024-03-14 day metadata")
    assert (article.url, article.language) == ("http://phare.example/pont", "fr")


def test_fields_of_wordpress_and_of_lists_of_paragraphs() -> None:
    pages = {"title": {"rendered": "L&rsquo;eau &amp; le pont"}, "content": {"rendered": f"<p>{BODY[0]}</p>"}}
    assert (one(pages).title, one(pages).text) == ("L’eau & le pont", BODY[0])
    assert one({"title": TITLE, "text": list(BODY)}).text == TEXT


def test_what_the_record_says_wins_over_what_the_text_shows() -> None:
    shown = f"Un autre titre\n\nPar Yves Kerlan\n\nPublié le 3 juin 2020\n\n{TEXT}"
    article = one({"title": TITLE, "text": shown, "byline": "Anne Le Goff", "published": "2024-03-12"})
    assert (article.title, article.byline, iso(article.published)) == (TITLE, "Anne Le Goff", "2024-03-12 day metadata")
    silent = one({"text": shown})
    assert (silent.title, silent.byline) == ("Un autre titre", "Yves Kerlan")
    assert iso(silent.published) == "2020-06-03 day stated"


def test_a_body_in_html_is_read_as_html() -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in BODY) + "<script>CANARI</script><p hidden>CANARI</p>"
    assert one({"title": TITLE, "body": body}).text == TEXT
    assert one({"title": TITLE, "body": "Le prix a <b>doublé</b>.<br>Il était de 3 €."}).text.split() == (
        "Le prix a doublé. Il était de 3 €.".split()
    )
    page = one({"html": html_page(), "date": "2024-03-12"})
    assert (page.text, page.outlet, page.title) == (TEXT, "Le Phare", TITLE)


def test_a_body_with_signs_of_arithmetic_is_text() -> None:
    text = "Le taux est < 3 et > 2, selon l'institut.\n\nLes ménages <pauvres> en souffrent, dit-il."
    assert one({"title": TITLE, "text": text}).text == text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://phare.example/a", "phare.example", "https://a:b@phare.example/", "http://", 3]
)
def test_an_address_that_is_not_of_the_web_is_none(url: object) -> None:
    assert one({"text": TEXT, "url": url}).url is None


def test_a_date_that_may_be_a_day_off_is_none() -> None:
    assert one({"text": TEXT, "date": 1710285000}).published is None
    assert one({"text": TEXT, "date": "bientôt"}).published is None


def test_an_array_counts_its_articles_and_names_the_bad_ones() -> None:
    rows = [{"title": "Un", "text": BODY[0]}, {"title": "Deux"}, 3, {"title": "Quatre", "text": BODY[1]}]
    for value in (rows, {"total": 4, "tags": ["pont"], "articles": rows}):
        found = read(json.dumps(value), "lot.json")
        assert list(found) == ["lot.json/1", "lot.json/2", "lot.json/3", "lot.json/4"]
        assert [getattr(each, "title", each) for each in found.values()] == [
            "Un",
            Reason.NO_ARTICLE,
            Reason.NO_ARTICLE,
            "Quatre",
        ]


def test_lines_count_from_one_and_a_bad_one_stops_no_other() -> None:
    lines = [
        json.dumps({"title": "Un", "text": BODY[0]}),
        "",
        '{"title": "coupé',
        json.dumps({"title": "Quatre"}),
        json.dumps(["pas un objet"]),
        '{"a": ' * 100_000,
        json.dumps({"title": "Sept", "text": BODY[1]}, ensure_ascii=False),
    ]
    for name in ("lot.jsonl", "lot.ndjson", "lot.json"):
        found = read("\r\n".join(lines), name)
        assert {path: getattr(each, "title", each) for path, each in found.items()} == {
            f"{name}/1": "Un",
            f"{name}/3": Reason.NO_JSON,
            f"{name}/4": Reason.NO_ARTICLE,
            f"{name}/5": Reason.NO_ARTICLE,
            f"{name}/6": Reason.TOO_COMPLEX,
            f"{name}/7": "Sept",
        }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("name", ["lot.jsonl", "lot.json"])
def test_an_export_in_any_encoding(encoding: str, name: str) -> None:
    lines = "\n".join(json.dumps({"title": TITLE, "text": text}, ensure_ascii=False) for text in (BODY[0], BODY[1]))
    found = read(lines.encode(encoding), name)
    assert [getattr(each, "text", each) for each in found.values()] == [BODY[0], BODY[1]]


def test_articles_come_one_by_one() -> None:
    line = json.dumps({"title": TITLE, "text": BODY[0]}).encode() + b"\n"
    pieces = articles_from(line * 10_000, "lot.jsonl", Sidecar({}))
    assert [next(pieces).path for _ in range(3)] == ["lot.jsonl/1", "lot.jsonl/2", "lot.jsonl/3"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", Reason.EMPTY),
        ("\ufeff \n", Reason.EMPTY),
        ("{", Reason.NO_JSON),
        ("Un texte", Reason.NO_JSON),
        ('{"name": "réglages", "n": 2}', Reason.NO_ARTICLE),
        ("[]", Reason.NO_ARTICLE),
        ("3", Reason.NO_ARTICLE),
        ('{"a": [{}], "b": [{}]}', Reason.NO_ARTICLE),
        ('{"text": ' + "[" * 100_000, Reason.TOO_COMPLEX),
    ],
)
def test_a_file_without_articles_is_named(data: str, reason: Reason) -> None:
    assert read(data, "a.json") == {"a.json": reason}


def test_the_sidecar_describes_one_article_of_an_export() -> None:
    sidecar = Sidecar({"lot.jsonl/1": Known(outlet="Le Phare"), "lot.jsonl/9": Known()})
    line = json.dumps({"text": BODY[0]}).encode()
    [article] = articles_from(line, "lot.jsonl", sidecar)
    assert isinstance(article, Article)
    assert (article.outlet, article.title) == ("Le Phare", "lot.jsonl/1")
    assert sidecar.absent(["lot.jsonl"]) == ()


def test_the_name_of_an_export_dates_none_of_its_articles() -> None:
    line = json.dumps({"text": BODY[0]}).encode()
    [article] = articles_from(line, "2024-03-12-export.jsonl", Sidecar({}))
    assert isinstance(article, Article)
    assert article.published is None
    assert one({"text": BODY[0]}).published is None
    assert article_from(line, "2024-03-12.json", Known()).published is not None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from("title text body source author published updated url language rendered name x".split()),
            inner,
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(st.lists(JSON, max_size=4))
def test_any_json_gives_articles_or_reasons(values: list[object]) -> None:
    for piece in articles_from(json.dumps(values).encode(), "a.json", Sidecar({})):
        piece.model_dump_json().encode() if isinstance(piece, Article) else piece.message("fr")
