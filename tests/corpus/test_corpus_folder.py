"""Files to articles: one text is one article."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest
from page_builders import article_from

from sourcier.corpus import Known, read_folder, read_sidecar

TEXT = (
    "À Ôtry, le bac reprend du service\n\n"
    "Le bac d'Ôtry a repris lundi son service, a annoncé le maire, Noël Lançon, devant une trentaine d'habitants.\n\n"
    "Les travaux ont coûté 412 000 euros, dont la moitié a été payée par le département, qui gère l'entretien."
)


def test_one_article_under_six_disguises_is_one_article_with_all_its_paths(tmp_path: Path) -> None:
    (tmp_path / "sous").mkdir()
    disguises = {
        "a.txt": TEXT.encode(),
        "b.txt": TEXT.encode("cp1252"),
        "c.txt": unicodedata.normalize("NFD", TEXT).encode(),
        "d.txt": TEXT.replace("\n", "\r\n").encode("utf-8-sig"),
        "sous/e.md": TEXT.encode("utf-16"),
        "sous/f.txt": TEXT.replace(" ", "\u00a0").encode("utf-16-le"),
    }
    for name, data in disguises.items():
        (tmp_path / name).write_bytes(data)
    [article] = read_folder(tmp_path).articles
    assert (article.path, *article.also_at) == tuple(disguises)


def test_copies_complete_each_other(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(
        TEXT.replace("service\n\n", "service\n\nPublié le 3 juin 2024\n\nPar Anne Le Goff\n\n", 1)
    )
    [article] = read_folder(tmp_path).articles
    assert article.also_at == ("b.txt",)
    assert article.byline == "Anne Le Goff"
    assert article.published is not None


def test_what_an_editor_knows_of_any_copy_wins(tmp_path: Path) -> None:
    for name in ("a.txt", "z.txt"):
        (tmp_path / name).write_text(TEXT.replace("service\n\n", "service\n\nPublié le 3 juin 2024\n\n", 1))
    (tmp_path / "articles.yaml").write_text("z.txt: {title: Le bac, published: {value: 2021-05-01}}")
    [article] = read_folder(tmp_path).articles
    assert (article.path, article.also_at, article.title) == ("z.txt", ("a.txt",), "Le bac")
    assert article.published is not None
    assert (str(article.published.value), article.published.basis) == ("2021-05-01", "sidecar")


def test_the_outlets_of_the_copies_are_all_known(tmp_path: Path) -> None:
    outlets = {"a.txt": "Le Phare", "b.txt": "La Gazette", "c.txt": "Le Phare", "d.txt": None}
    lines = []
    for name, outlet in outlets.items():
        (tmp_path / name).write_text(TEXT)
        lines += [f"{name}: {{outlet: {outlet}}}"] if outlet else []
    (tmp_path / "articles.yaml").write_text("\n".join(lines))
    [article] = read_folder(tmp_path).articles
    assert (article.outlet, article.other_outlets) == ("Le Phare", ("La Gazette",))


@pytest.mark.parametrize("outlet", ["La Gazette", None])
def test_a_paper_is_not_given_the_headline_of_another(tmp_path: Path, outlet: str | None) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    known = f"outlet: {outlet}, " if outlet else ""
    (tmp_path / "articles.yaml").write_text(
        f"a.txt: {{{known}title: Le bac est vendu, byline: Aimé Lorne}}\n"
        "b.txt: {outlet: Le Phare, title: Un bac change de mains, byline: Odile Farran}"
    )
    [article] = read_folder(tmp_path).articles
    assert (article.path, article.also_at) == ("a.txt", ("b.txt",))
    shown = (
        ("La Gazette", "Le bac est vendu", "Aimé Lorne")
        if outlet
        else ("Le Phare", "Un bac change de mains", "Odile Farran")
    )
    assert (article.outlet, article.title, article.byline) == shown
    assert article.other_outlets == (("Le Phare",) if outlet else ())


def test_the_id_is_that_of_the_body() -> None:
    article = article_from(TEXT.encode(), "a.txt", Known())
    assert article.text == TEXT.split("\n\n", 1)[1]
    assert article.id == hashlib.sha256(article.text.encode()).hexdigest()[:16]
    assert article_from(b"Titre\n\n" + TEXT.encode(), "b.txt", Known(title="Autre")).title == "Autre"


def test_the_file_name_stands_for_a_missing_title() -> None:
    body = TEXT.split("\n\n", 1)[1]
    assert article_from(body.encode(), "sous/note du 3.txt", Known()).title == "note du 3.txt"


def test_a_text_file_that_is_a_page_is_read_as_a_page() -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in TEXT.split("\n\n")[1:])
    page = f"<!DOCTYPE html><html><body><script>CANARI</script><h1>Le bac</h1>{paragraphs}</body></html>"
    assert article_from(page.encode(), "page.txt", Known()).text == TEXT.split("\n\n", 1)[1]


def test_english_is_named() -> None:
    text = "The ferry is back\n\nThe ferry of Port-Louan resumed service on Monday after two years, the mayor said."
    assert article_from(text.encode(), "a.txt", Known()).language == "en"


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    assert read_folder(tmp_path) == read_folder(tmp_path)
    assert read_sidecar(tmp_path).of("a.txt") == Known()
