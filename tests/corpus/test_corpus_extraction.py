"""HTML pages and PDFs: the body alone, no word that a reader would not see, the date that a reader would read."""

from __future__ import annotations

import pytest
from page_builders import BODY, TITLE, article_from, html_page, pdf, wrapped

from sourcier.corpus import Known, Reason, Refused
from sourcier.schema import Article


def read_page(page: str, path: str = "page.html") -> Article:
    return article_from(page.encode(), path, Known())


def test_the_body_of_a_page_comes_out_whole_and_alone() -> None:
    article = read_page(
        html_page(
            above="<p>Par Anne Le Goff - Publié le 12 mars 2024 à 10h12</p><figure><img src='a.jpg'>"
            "<figcaption>Le pont, lundi. © DR</figcaption></figure>",
            inside="<p>Lire aussi : <a href='/x'>Le pont fermé en urgence</a></p>",
            below="<aside><h3>Les plus lus</h3><a href='/1'>Un marché de nuit</a> Publié le 3 juin 2025</aside>",
        )
    )
    assert article.text.split("\n\n") == list(BODY)
    assert (article.title, article.outlet, article.byline) == (TITLE, "Le Phare", "Anne Le Goff")
    assert article.published is not None
    assert (str(article.published.value), article.published.basis) == ("2024-03-12", "stated")
    assert "Lire aussi : Le pont fermé en urgence" in article.removed
    assert "Un marché de nuit Publié le 3 juin 2025" in article.removed


CANARIES = {
    "script": "<script>var a = 'CANARI';</script>",
    "style": "<style>p:before { content: 'CANARI' }</style>",
    "comment": "<!-- CANARI : une phrase cachée, longue comme une vraie, sur le pont de Bray. -->",
    "none": "<p style='display: none'>CANARI : une phrase cachée, longue comme une vraie, sur le pont.</p>",
    "capitals": "<div style='color:red;DISPLAY :NONE'><p>CANARI, une phrase cachée sur le pont de Bray.</p></div>",
    "visibility": "<p style='visibility:hidden'>CANARI, une phrase cachée sur le pont de Bray, lundi.</p>",
    "hidden": "<p hidden>CANARI, une phrase cachée sur le pont de Bray et sa mairie matin.</p>",
    "aria": "<p aria-hidden='true'>CANARI, une phrase cachée sur le pont de Bray et sa mairie.</p>",
    "noscript": "<noscript><p>CANARI, une phrase cachée sur le pont de Bray et sa mairie.</p></noscript>",
    "template": "<template><p>CANARI, une phrase cachée sur le pont de Bray et sa mairie.</p></template>",
    "attribute": "<p title='CANARI' data-texte='CANARI'>Le marché reste ouvert sur la rive sud jusqu'à mardi.</p>",
    "alternative": "<img src='a.jpg' alt='CANARI, le pont de Bray vu de la rive sud, un jour de marché'>",
}


@pytest.mark.parametrize("place", ["above", "inside", "below"])
@pytest.mark.parametrize("canary", CANARIES)
def test_what_a_browser_does_not_show_is_nowhere(canary: str, place: str) -> None:
    article = read_page(html_page(**{place: CANARIES[canary]}))
    assert "CANARI" not in article.model_dump_json()
    assert BODY[0] in article.text
    assert BODY[-1] in article.text


def jsonld(published: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "{published}"}}</script>'


META = '<meta property="article:published_time" content="2024-05-20T09:00:00+02:00">'
DATED = {
    "visible wins over metadata": (
        META,
        "<p>Publié le 12 mars 2024 - Mis à jour le 20 mai 2024</p>",
        "2024-03-12 stated",
    ),
    "visible without a word": (META, "<p>12 mars 2024 à 10h12</p>", "2024-03-12 stated"),
    "metadata alone": (META, "", "2024-05-20 metadata"),
    "JSON-LD alone": (jsonld("2024-05-20"), "", "2024-05-20 metadata"),
    "update is no publication": (META, "<p>Mis à jour le 3 juin 2024</p>", "2024-05-20 metadata"),
    "nothing": ("", "", None),
    "update alone": ("", "<p>Mis à jour le 3 juin 2024</p>", None),
}


@pytest.mark.parametrize("case", DATED)
def test_the_date_a_reader_reads_wins(case: str) -> None:
    head, above, expected = DATED[case]
    card = "<p>Un marché de nuit</p><time datetime='2026-01-02'>2 janvier 2026</time>"
    below = f"<aside><h3>Derniers articles</h3>{card}</aside>"
    published = read_page(html_page(head=head, above=above, below=below)).published
    assert (published and f"{published.value} {published.basis}") == expected


def test_the_date_may_stand_above_the_title_or_under_the_standfirst() -> None:
    above = html_page().replace("<h1>", "<p>Publié le 12 mars 2024</p><h1>")
    under = html_page(inside="<p>Publié le 12 mars 2024</p>")
    for page in (above, under):
        published = read_page(page).published
        assert published is not None
        assert str(published.value) == "2024-03-12"


def test_the_name_of_the_outlet_is_no_part_of_the_title() -> None:
    named = html_page(head=f"<meta property='og:title' content='{TITLE} | Le Phare'>")
    unnamed = named.replace('<meta property="og:site_name" content="Le Phare">', "").replace("| Le Phare", "- L'Écho")
    assert [read_page(page).title for page in (named, unnamed)] == [TITLE, TITLE]


def test_the_encoding_is_that_of_the_bytes_whatever_the_page_declares() -> None:
    for encoding in ("utf-8", "cp1252", "utf-16"):
        article = article_from(html_page().encode(encoding), "page.htm", Known())
        assert article.text.split("\n\n") == list(BODY)


@pytest.mark.parametrize(
    "page",
    ["<html></html>", "<html><body></body></html>", "<html><body><nav>Accueil</nav></body></html>", "<p></p>", "<"],
)
def test_a_page_without_an_article_is_refused(page: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_page(page)
    assert refusal.value.reason in {Reason.NO_BODY, Reason.EMPTY}


@pytest.mark.parametrize("depth", [2_000, 50_000])
def test_a_page_nested_beyond_reason_stops_nothing(depth: int) -> None:
    page = "<html><body>" + "<div>" * depth + "x" + "</div>" * depth + "</body></html>"
    with pytest.raises(Refused):
        read_page(page)


def test_a_pdf_gives_its_paragraphs_back() -> None:
    first = [TITLE, "", *wrapped(BODY[0]), "", *wrapped(BODY[1]), ""]
    second = [*wrapped(BODY[3]), "", *wrapped(BODY[4])]
    article = article_from(pdf([first, second]), "page.pdf", Known())
    assert article.title == TITLE
    assert " ".join(article.text.split()) == " ".join([BODY[0], BODY[1], BODY[3], BODY[4]])
    assert all(sentence in article.text for sentence in (BODY[0], BODY[1], BODY[3], BODY[4]))


def test_running_heads_of_a_pdf_are_removed() -> None:
    pages = [["Le Phare - 12 mars 2024", *wrapped(BODY[number]), f"Page {number + 1}"] for number in (0, 1, 3)]
    article = article_from(pdf(pages), "page.pdf", Known())
    assert "Le Phare" not in article.text
    assert "Page" not in article.text
    assert BODY[1] in article.text


def test_a_pdf_of_pictures_is_named_so() -> None:
    with pytest.raises(Refused) as refusal:
        article_from(pdf([[]]), "image.pdf", Known())
    assert refusal.value.reason is Reason.NO_TEXT


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"texte", pdf([["Texte"]])[:120]])
def test_a_damaged_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        article_from(data, "a.pdf", Known())
