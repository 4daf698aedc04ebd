"""`sourcier list`, `show` and `timeline`, as people and programs call them, over an index of known articles."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from command_line import Run
from sourcier.schema import Article, ArticleDate

BODY = "Le pont de Roquesombre a rouvert mardi à la circulation après deux ans de travaux menés de nuit. " * 3


def article(path: str, title: str, **changes: object) -> Article:
    values: dict[str, object] = {"id": path, "path": path, "title": title, "outlet": "L’Écho", "text": BODY.strip()}
    return Article.model_validate(values | changes)


def day(*parts: int, basis: str = "stated") -> ArticleDate:
    return ArticleDate.model_validate({"value": date(*parts), "precision": "day", "basis": basis})


ARTICLES = [
    article("notes/vallee.txt", "La vallée", outlet=None),
    article(
        "echo/pont.html",
        "Le pont [bold]rouvre[/bold]",
        published=day(2024, 3, 12),
        updated=day(2024, 3, 13),
        byline="Odile Marchevent",
        url="https://echo.example/pont",
        also_at=("copies/été-pont.html",),
        dispatch_id="d",
        removed=("Lire aussi", "S’abonner"),
    ),
    article("gazette/pont.html", "Réouverture", outlet="La Gazette", published=day(2024, 3, 12), dispatch_id="d"),
    article("gazette/vieux.html", "Un titre\nsur deux lignes\u202e", published=day(2023, 1, 2, basis="inferred")),
]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, sourcier: Run, tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setattr("sourcier.index.reader.read_articles", lambda store: [] if store.name == "vide" else ARTICLES)

    return sourcier


def test_list_as_json_is_everything_but_the_bodies_with_warnings(run: Run) -> None:
    listed = json.loads(run("list", "--json")[1])
    assert [each["path"] for each in listed] == [
        "gazette/vieux.html",
        "echo/pont.html",
        "gazette/pont.html",
        "notes/vallee.txt",
    ]
    assert listed[1].keys() == (Article.model_fields.keys() | {"warnings"}) - {"text", "removed", "origin"}
    assert listed[1]["published"] == {"value": "2024-03-12", "precision": "day", "basis": "stated"}
    assert listed[1]["warnings"] == []
    assert [warning["code"] for warning in listed[3]["warnings"]] == ["no-date", "no-outlet"]
    assert "articles.yaml" in listed[3]["warnings"][0]["message"]


@pytest.mark.parametrize("columns", [80, 120])
def test_the_table_is_readable_on_narrow_and_wide_terminals(
    run: Run, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    table, explained = run("list")[1].split("1 × ", 1)
    assert max(map(len, table.splitlines())) <= columns
    for whole in (
        "12 mars 2024",
        "(sur la page)",
        "2 janvier 2023",
        "(déduite)",
        "date inconnue",
        "L’Écho · echo/pont.html",
    ):
        assert whole in table
    assert "Le pont [bold]rouvre[/bold]" in table, "a title is no markup"
    assert "Un titre\\nsur" in table, "a title stays on one line of its own"
    assert [line.split()[-1] for line in table.splitlines() if "2024" in line] == ["1", "1"], "one dispatch, one number"
    assert "sans date" in table
    assert "sans date : donnez-la dans articles.yaml" in explained


def test_the_headers_speak_the_language_of_the_settings(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("list")[1].split()[:5] == ["date", "article", "dépêche", "à", "vérifier"]
    monkeypatch.setenv("SOURCIER_LANGUAGE", "en")
    assert run("list")[1].split()[:5] == ["date", "article", "dispatch", "to", "check"]


@pytest.mark.parametrize(
    "path",
    [
        "echo/pont.html",
        "copies/été-pont.html",
        unicodedata.normalize("NFD", "copies/été-pont.html"),
        "été-pont.html",
        "o/pont.html",
    ],
)
def test_show_finds_by_any_path_or_its_end(run: Run, path: str) -> None:
    code, out, _ = run("show", path, "--json")
    assert code == 0
    assert out == json.dumps(ARTICLES[1].model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def test_an_end_that_several_have_is_no_path(run: Run) -> None:
    code, out, err = run("show", "pont.html")
    assert (code, out) == (2, "")
    assert "echo/pont.html" in err
    assert "gazette/pont.html" in err
    assert run("show", "nulle-part.html")[0] == 2


def test_show_tells_a_person_all_that_is_known_then_the_text(run: Run) -> None:
    heading, text = run("show", "echo/pont.html")[1].split("\n\n", 1)
    assert heading.splitlines() == [
        "Le pont [bold]rouvre[/bold]",
        "L’Écho · Odile Marchevent",
        "publié : 12 mars 2024 (sur la page)",
        "mis à jour : 13 mars 2024 (sur la page)",
        "fichier : echo/pont.html",
        "fichier : copies/été-pont.html",
        "adresse : https://echo.example/pont",
        "même dépêche : La Gazette (12 mars 2024), gazette/pont.html",
    ]
    assert text == BODY.strip() + "\n"
    assert "! date déduite : " in run("show", "vieux.html")[1]


def test_show_what_was_removed(run: Run) -> None:
    assert run("show", "echo/pont.html", "--removed")[1] == "Lire aussi\n\nS’abonner\n"
    code, out, err = run("show", "vallee.txt", "--removed")
    assert (code, out, err) == (0, "", "Rien n'a été ôté de cet article.\n")


@pytest.mark.parametrize("name", ["frise.html", "frise.png"])
def test_timeline_writes_a_page_or_a_picture(run: Run, tmp_path: Path, name: str) -> None:
    code, out, _ = run("timeline", "--out", name)
    assert (code, out) == (0, f"{name}\n")
    assert (tmp_path / name).stat().st_size > 1000


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("--out", "frise.svg"), 2, ".html ou en .png"),
        (("--out", "nulle-part/frise.html"), 2, "Impossible d'écrire nulle-part/frise.html"),
        (("--out", "frise.html", "--store", "vide"), 1, "ne contient aucun article"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(run: Run, arguments: tuple[str, ...], code: int, says: str) -> None:
    found, out, err = run("timeline", *arguments)
    assert (found, out) == (code, "")
    assert says in err
    assert err.count("\n") == 1
