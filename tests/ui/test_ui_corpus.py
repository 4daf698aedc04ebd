"""The corpus tab without a browser: what is listed, found, brought, taken out and indexed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rooms import TWO, event, library_in, request

from model_fakes import FakeEmbedder
from sourcier.corpus.doubts import Doubt
from sourcier.corpus.removing import TRASH
from sourcier.index.filters import UNKNOWN
from sourcier.library import Library
from sourcier.schema import ArticleDate
from sourcier.settings import load_settings
from sourcier.standalone import clean
from sourcier.ui.corpus_chart import MOST_MONTHS, MOST_OUTLETS, chart, counts_of
from sourcier.ui.corpus_panes import CorpusPanes
from sourcier.ui.corpus_render import MOST_NAMED, PAGE, listing, warnings
from sourcier.ui.corpus_texts import ENGLISH, FRENCH, corpus_texts
from sourcier.ui.holdings import Holding, Holdings, Shelves

MILL = "Le moulin de Brévaux sera restauré par une association de quinze bénévoles, a annoncé Solène Hardouin."
HOSTILE = "<img src=x onerror=alert(1)>\"'&${alert(1)}"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.chdir(tmp_path)
    return library_in(tmp_path)[0]


@pytest.fixture
def panes(library: Library) -> CorpusPanes:
    return CorpusPanes(library, FRENCH)


def holding(number: int, **changes: Any) -> Holding:
    values: dict[str, Any] = {
        "id": f"id{number}",
        "title": f"Titre {number}",
        "outlets": ("Le Phare",),
        "published": None,
        "files": (f"{number}.txt",),
        "dispatch_id": None,
        "doubts": (),
        "days": (UNKNOWN, UNKNOWN),
    }
    return Holding(**values | changes)


def upload(folder: Path, name: str, text: str = MILL) -> str:
    """A file where Gradio puts what a browser sends."""
    place = folder / "received" / name
    place.parent.mkdir(exist_ok=True)
    place.write_text(text, "utf-8")
    return str(place)


def said(updates: Iterator[Any]) -> list[list[str]]:
    """The sentences of each update."""
    return [re.findall(r"<p [^>]*>(.*?)</p>", update[0]) for update in updates]


def titles(page: str) -> list[str]:
    return re.findall(r'<button[^>]*class="door"[^>]*>(.*?)</button>', page)


def test_the_list_is_newest_first_with_dates_and_what_to_check(panes: CorpusPanes) -> None:
    said_first, page, drawing, checks, outlets, *_ = panes.open("")
    assert said_first == ""
    assert titles(page)[0] == "Le festival du conte revient"
    assert titles(page)[-1] == "La vallée de la Lourande en quelques mots"
    assert "8 articles" in page
    assert "21 juin 2024 (articles.yaml)" in page
    assert Doubt.NO_DATE.label("fr") in page
    assert Doubt.NO_DATE.message("fr").replace("'", "&#x27;") in checks
    assert FRENCH.duplicates in checks
    assert "gazette-crue.txt" in checks
    assert "<svg" in drawing
    assert outlets["choices"][0] == "Le Phare"


def test_words_find_titles_first_then_texts_at_their_passage(panes: CorpusPanes) -> None:
    page = panes.search("", "pont", [], "", "")[0]
    assert titles(page)[0] == "Le pont de Sainte-Ylie sera reconstruit"
    assert "Crue de la Lourande : douze blessés" in titles(page)
    assert "La vallée de la Lourande en quelques mots" not in titles(page)
    assert re.search(r'data-start="0" data-end="[1-9]', page)
    assert "sur 8 articles" in page


@pytest.mark.parametrize(
    ("outlets", "after", "before", "count"),
    [(["Le Phare"], "", "", 3), ([], "2024", "", 3), ([], "", "2022", 3), (["le phare"], "2023", "2024-03", 1)],
)
def test_filters_keep_to_publications_and_dates(
    panes: CorpusPanes, outlets: list[str], after: str, before: str, count: int
) -> None:
    assert len(titles(panes.search("", "", outlets, after, before)[0])) == count


def test_dates_that_are_none_and_searches_without_result_are_said(panes: CorpusPanes) -> None:
    assert "Date non comprise" in panes.search("", "", [], "l'an pire", "")[0]
    assert FRENCH.no_match in panes.search("", "", ["La Dépêche des Ombres"], "", "")[0]
    assert panes.search("", "x" * 10_000, [], "9" * 10_000, None)[0]


def test_a_word_that_no_article_has_finds_none(panes: CorpusPanes) -> None:
    page = panes.search("", "zzzz", [], "", "")[0]
    assert titles(page) == []
    assert FRENCH.no_match in page


def test_ten_thousand_articles_are_shown_a_page_at_a_time() -> None:
    many = [holding(number) for number in range(10_000)]
    page = listing(many, 10_000, 3, {}, True, FRENCH)
    assert titles(page) == [f"Titre {number}" for number in range(2 * PAGE, 3 * PAGE)]
    assert f"Page 3 sur {10_000 // PAGE}" in page
    assert len(page) < 60_000
    assert 'data-page="2"' in page
    assert titles(listing(many, 10_000, 10**9, {}, True, FRENCH))[-1] == "Titre 9999"
    assert "disabled" in listing(many, 10_000, -5, {}, True, FRENCH)


def test_who_reads_the_examples_is_told_how_to_read_other_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    library_in(tmp_path)[0].open()
    settings = load_settings(articles=None, store="index").model_copy(update={"articles": None})
    panes = CorpusPanes(Library.from_settings(settings, FakeEmbedder()), FRENCH)
    assert clean(FRENCH.no_folder) in panes.open("")[0]
    monkeypatch.setattr("sourcier.resources.shipped", lambda name: tmp_path / "press")
    assert clean(FRENCH.examples) in panes.open("")[0]


def test_a_page_is_turned_and_a_browser_that_lies_gets_the_first(panes: CorpusPanes) -> None:
    assert titles(panes.turn("", "", [], "", "", event(page=1)))
    assert titles(panes.turn("", "", [], "", "", event(page="'; DROP")))
    assert titles(panes.turn("", "", [], "", "", event()))


def test_nothing_of_an_article_becomes_markup() -> None:
    article = holding(
        1,
        id=HOSTILE,
        title=HOSTILE,
        outlets=(HOSTILE,),
        files=(HOSTILE, HOSTILE),
        doubts=(Doubt.SHORT,),
        dispatch_id="d",
    )
    other = holding(2, published=_day(2024, 3), title=HOSTILE, outlets=(HOSTILE,), dispatch_id="d")
    drawn = (
        listing([article, other], 2, 1, {}, True, FRENCH)
        + warnings(Holdings((article, other)), FRENCH)
        + chart([article, other], FRENCH)
    )
    assert "<img" not in drawn
    assert "\"'" not in drawn.replace("&quot;&#x27;", "")


DATES = st.dates(min_value=date(1950, 1, 1), max_value=date(2030, 12, 31))
PRECISIONS = st.sampled_from(["day", "month", "year"])


@given(st.lists(st.tuples(st.none() | DATES, PRECISIONS, st.integers(0, 9)), max_size=60))
def test_every_dated_article_is_counted_once(drawn: list[tuple[date | None, Any, int]]) -> None:
    articles = [
        holding(
            number,
            published=day and ArticleDate(value=day, precision=precision, basis="stated"),
            outlets=(f"Titre de presse (tous si vide) {outlet}",) if outlet else (),
        )
        for number, (day, precision, outlet) in enumerate(drawn)
    ]
    counts = counts_of(articles)
    assert sum(each.total() for each in counts.by_period.values()) + counts.undated == len(articles)
    assert len(counts.periods) <= max(MOST_MONTHS, 2030 - 1950 + 1)
    assert list(counts.periods) == sorted(counts.periods)
    assert len(counts.outlets) <= MOST_OUTLETS
    assert chart(articles, FRENCH).count("<rect") <= len(counts.periods) * (MOST_OUTLETS + 1)


def test_long_warnings_are_cut() -> None:
    many = Holdings(tuple(holding(number, doubts=(Doubt.NO_DATE,)) for number in range(MOST_NAMED + 7)))
    assert "… et 7 autres." in warnings(many, FRENCH)
    assert FRENCH.no_warning in warnings(Holdings(), FRENCH)


@pytest.mark.usefixtures("reading_apart")
def test_files_are_brought_told_one_by_one_and_answered_from(
    panes: CorpusPanes, library: Library, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    files = [upload(tmp_path, "moulin.txt"), upload(tmp_path, "copie.txt"), upload(tmp_path, "programme.exe")]
    with caplog.at_level("INFO", "sourcier.ui.corpus_panes"):
        told = said(panes.bring(files, "", request("odile")))
    assert told[0] == ["Fichiers lus : 0 sur 3…"]
    assert told[-1][0] == "moulin.txt : ajouté, « moulin.txt »."
    assert "doublon de « moulin.txt »" in told[-1][1].replace("&#x27;", "'")
    assert told[-1][2].startswith("programme.exe : refusé, format non lu")
    assert told[-1][3].startswith("Index à jour en")
    assert "Solène Hardouin" in library.open().ask("Qui a annoncé la restauration du moulin de Brévaux ?").text
    assert not list((tmp_path / "received").iterdir())
    assert [record.getMessage() for record in caplog.records] == ["odile: added ajouts/moulin.txt"]
    again = said(panes.bring([upload(tmp_path, "moulin.txt")], "", request()))
    assert "doublon" in again[-1][0]


def test_an_article_is_taken_out_and_comes_back(panes: CorpusPanes, library: Library, tmp_path: Path) -> None:
    panes.open("")
    wanted = next(each.id for each in library.open().articles.values() if each.path == "note-vallee.txt")
    *_, last = panes.remove("", request(), event(article=wanted))
    assert "note-vallee.txt mis de côté dans .corbeille" in last[0]
    assert (tmp_path / "press" / TRASH / "note-vallee.txt").is_file()
    assert wanted not in library.open().articles
    assert last[-2]["visible"] is True
    *_, back = panes.undo("", last[-1], request())
    assert "note-vallee.txt remis dans le dossier" in back[0]
    assert wanted in library.open().articles
    *_, gone = panes.remove("", request(), event(article="../../etc/passwd"))
    assert FRENCH.gone in gone[0]


def test_the_last_article_cannot_leave_the_index_empty_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    library, _ = library_in(tmp_path, 'articles = "seul"\nstore = "seul.index"\n')
    (tmp_path / "seul").mkdir()
    (tmp_path / "seul" / "moulin.txt").write_text(MILL, "utf-8")
    panes = CorpusPanes(library, FRENCH)
    [wanted] = library.open().articles
    *_, last = panes.remove("", request(), event(article=wanted))
    assert "Aucun article lisible" in last[0]
    *_, back = panes.undo("", last[-1], request())
    assert "moulin.txt" in back[0]


def test_an_empty_collection_takes_its_first_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    library, _ = library_in(tmp_path, 'articles = "vide"\nstore = "vide.index"\n')
    (tmp_path / "vide").mkdir()
    panes = CorpusPanes(library, FRENCH)
    assert "Aucun article lisible" in panes.open("")[1]
    *_, last = panes.bring([upload(tmp_path, "moulin.txt")], "", request())
    assert titles(last[1]) == ["moulin.txt"]


def test_who_is_indexing_already_is_named(panes: CorpusPanes, library: Library) -> None:
    library.open()
    with library._writing("", "aimé"):
        *_, last = panes.index("", request())
    assert "aimé" in last[0]
    assert "attendez" in last[0]
    *_, done = panes.index("", request())
    assert FRENCH.nothing_indexed in done[0]


def test_without_a_folder_nothing_is_brought_or_taken_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    library, _ = library_in(tmp_path, TWO)
    library.open("port")
    panes = CorpusPanes(library, FRENCH)
    said_first, page, *_, box, reindex, _ = panes.open("lecture")
    assert "sourcier.toml" in said_first
    assert (box["visible"], reindex["visible"]) == (False, False)
    assert "data-remove" not in page
    *_, last = panes.bring([upload(tmp_path, "moulin.txt")], "lecture", request())
    assert "sourcier.toml" in last[0]
    assert len(titles(panes.open("port")[1])) == 8


def test_a_collection_that_is_gone_from_the_settings_is_said_in_each_pane(panes: CorpusPanes, tmp_path: Path) -> None:
    _, page, *_, box, reindex, _ = panes.open("partie")
    assert "partie" in page
    assert (box["visible"], reindex["visible"]) == (False, False)
    file = upload(tmp_path, "moulin.txt")
    for updates in (
        panes.bring([file], "partie", request()),
        panes.remove("partie", request(), event(article="x")),
        panes.undo("partie", (), request()),
        panes.index("partie", request()),
    ):
        *_, last = updates
        assert 'class="problem"' in last[0]
        assert "partie" in last[0]
    assert not Path(file).exists()


def test_a_thousand_years_are_drawn() -> None:
    old, new = (holding(number, published=_day(year, 1)) for number, year in enumerate((1024, 2024)))
    widths = [float(width) for width in re.findall(r'<rect[^>]* width="([^"]+)"', chart((new, old), FRENCH))]
    assert len(widths) == 2
    assert min(widths) > 0


def test_what_is_held_is_read_again_only_when_the_index_has_changed(library: Library, tmp_path: Path) -> None:
    shelves = Shelves(library)
    first = shelves.of("")
    assert shelves.of("") is first
    assert len(first.dispatches) == 0
    assert [each.files for each in first.copies] == [("agence-crue.txt", "gazette-crue.txt")]
    (tmp_path / "press" / "moulin.txt").write_text(MILL, "utf-8")
    (tmp_path / "press" / "photo.png").write_bytes(b"\x89PNG")
    library.index()
    assert len(shelves.of("").articles) == 9
    assert [each.path for each in shelves.of("").skipped] == ["photo.png"]


def test_both_languages_say_everything() -> None:
    assert vars(FRENCH).keys() == vars(ENGLISH).keys()
    assert (corpus_texts("fr"), corpus_texts("de")) == (FRENCH, ENGLISH)
    for name, french in vars(FRENCH).items():
        assert set(re.findall(r"{\w+}", french)) == set(re.findall(r"{\w+}", vars(ENGLISH)[name]))


def _day(year: int, month: int) -> ArticleDate:
    return ArticleDate(value=date(year, month, 1), precision="day", basis="stated")


def test_what_comes_later_changes_nobodys_colour() -> None:
    held = [
        holding(number, published=_day(2024, number), days=(number, number), outlets=(name,))
        for number, name in enumerate("ABBC", start=1)
    ]
    assert counts_of(held[:2]).outlets == ("A", "B")
    assert counts_of(held[::-1]).outlets == ("A", "B", "C")
