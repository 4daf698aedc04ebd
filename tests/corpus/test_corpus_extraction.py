"""HTML pages and PDFs: the body alone, no word that a reader would not see, the date that a reader would read."""

from __future__ import annotations

import time

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
    "important": "<p style='display:none!important'>CANARI, une phrase cachée sur le pont de Bray, lundi.</p>",
    "class of a sheet": "<style>.b7, p.z { color: red; display: none }</style><p class='a b7'>CANARI, cachée.</p>",
    "identifier of a sheet": "<style>#k{visibility:hidden}</style><div id='k'><p>CANARI, une phrase cachée.</p></div>",
    "reader": "<span class='screen-reader-text'>CANARI, une phrase cachée sur le pont de Bray.</span>",
    "transparent": "<p style='opacity:0'>CANARI, une phrase cachée sur le pont de Bray et sa mairie.</p>",
    "no size": "<p style='font-size: 0px'>CANARI, une phrase cachée sur le pont de Bray et sa mairie.</p>",
    "off screen": "<p style='position:absolute;left:-9999px'>CANARI, une phrase cachée sur le pont de Bray.</p>",
    "flat": "<div style='height:0;overflow:hidden'><p>CANARI, une phrase cachée sur le pont de Bray.</p></div>",
    "value": "<input type='hidden' value='CANARI, une phrase cachée sur le pont de Bray et sa mairie.'>",
    "area": "<textarea>CANARI, une phrase cachée sur le pont de Bray et sa mairie.</textarea>",
    "choice": "<select><option>CANARI, une phrase cachée sur le pont de Bray et sa mairie.</option></select>",
    "data": '<script type=\'application/ld+json\'>{"articleBody": "CANARI, une phrase cachée sur le pont."}</script>',
}
SHOWN = {
    "details": "<details><summary>Chronologie</summary><p>TÉMOIN : le pont a été fermé le 3 mars.</p></details>",
    "shown by a script": "<style>.elementor-invisible{visibility:hidden}</style>"
    "<div class='elementor-invisible'><p>TÉMOIN : le pont a été fermé le 3 mars 2024 au matin.</p></div>",
    "of paper": "<style media='print'>.p{display:none}</style><style>@media print { .p { display:none } }</style>"
    "<p class='p'>TÉMOIN : le pont a été fermé le 3 mars 2024 au matin, selon la mairie de Bray.</p>",
}


@pytest.mark.parametrize("place", ["above", "inside", "below"])
@pytest.mark.parametrize("canary", CANARIES)
def test_what_a_browser_does_not_show_is_nowhere(canary: str, place: str) -> None:
    article = read_page(html_page(**{place: CANARIES[canary]}))
    assert "CANARI" not in article.model_dump_json()
    assert BODY[0] in article.text
    assert BODY[-1] in article.text


@pytest.mark.parametrize("case", SHOWN)
def test_what_a_browser_shows_in_the_end_is_read(case: str) -> None:
    assert "TÉMOIN" in read_page(html_page(inside=SHOWN[case])).text


def test_a_page_that_a_script_unveils_is_no_empty_page() -> None:
    for veil in ("style='opacity:0'", "aria-hidden='true'"):
        assert read_page(html_page().replace("<article>", f"<article {veil}>")).text.split("\n\n") == list(BODY)


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


OUTLETS = {
    "slogan": ('<meta property="og:site_name" content="Le Phare - Actualités en direct">', "Le Phare"),
    "slogan after a comma": (
        '<meta property="og:site_name" content="Le Phare, le journal des deux rives">',
        "Le Phare",
    ),
    "domain": ('<meta property="og:site_name" content="www.lephare.example">', "Le Phare"),
    "name and domain": ('<meta property="og:site_name" content="LePhare.fr">', "LePhare.fr"),
    "entity": ('<meta property="og:site_name" content="L&amp;#039;Écho &amp;amp; Cie">', "L'Écho & Cie"),
    "application": ('<meta name="application-name" content="Le Phare">', "Le Phare"),
    "title of the page": ("", "Le Phare"),
    "publisher": (
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "x", "datePublished":'
        ' "2024-01-02", "publisher": {"@id": "#o"}}, {"@id": "#o", "@type": "Organization", "name": "Le Phare"}]}'
        "</script>",
        "Le Phare",
    ),
}


@pytest.mark.parametrize("case", OUTLETS)
def test_the_outlet_goes_by_its_name_alone(case: str) -> None:
    head, outlet = OUTLETS[case]
    page = html_page(head=head).replace('<meta property="og:site_name" content="Le Phare">', "")
    assert read_page(page).outlet == outlet


def test_an_outlet_that_nothing_names_is_unknown() -> None:
    page = html_page().replace('<meta property="og:site_name" content="Le Phare">', "").replace(" | Le Phare", "")
    assert read_page(page).outlet is None


AUTHORS = {
    "person": ('{"@type": "Person", "name": "Anne Le Goff"}', "Anne Le Goff"),
    "two": (
        '[{"@type": "Person", "name": "Anne Le Goff"}, {"name": "Luc Roux", "@type": ["Person"]}]',
        "Anne Le Goff, Luc Roux",
    ),
    "text": ('"Par Anne Le Goff (anne@phare.example)"', "Anne Le Goff"),
    "role": ('"Anne Le Goff, correspondante à Rome"', "Anne Le Goff"),
    "person beside the paper": (
        '[{"@type": "Organization", "name": "Le Phare"}, {"@type": "Person", "name": "Anne Le Goff"}]',
        "Anne Le Goff",
    ),
    "the paper alone": ('{"@type": "Organization", "name": "Le Phare"}', None),
    "agency": ('{"@type": "Organization", "name": "AFP"}', "AFP"),
    "account": ('{"@type": "Person", "name": "admin"}', None),
    "handle": ('"@annelegoff"', None),
    "address": ('"https://phare.example/anne"', None),
    "names in a list": ('{"@type": "Person", "name": ["Anne Le Goff", "Luc Roux"]}', "Anne Le Goff, Luc Roux"),
    "damaged": ('{"@type": "Person", "name": "Anne', None),
    "a number": ("12", None),
}


@pytest.mark.parametrize("case", AUTHORS)
def test_the_author_that_a_page_declares(case: str) -> None:
    author, byline = AUTHORS[case]
    head = (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "x", "author": {author}}}</script>'
    )
    assert read_page(html_page(head=head)).byline == byline


@pytest.mark.parametrize(
    ("shown", "byline"),
    [
        ("Par Anne Le Goff et Luc Roux", "Anne Le Goff et Luc Roux"),
        ("Par Anne Le Goff avec AFP", "Anne Le Goff avec AFP"),
        ("Anne Le Goff (à Rome)", "Anne Le Goff"),
        ("Propos recueillis par Anne Le Goff, Luc Roux et Yves Kerlan", "Anne Le Goff, Luc Roux et Yves Kerlan"),
        ("Le Phare avec Reuters", "Le Phare avec Reuters"),
        ("AFP", "AFP"),
        ("Par admin", None),
    ],
)
def test_the_author_that_a_page_shows(shown: str, byline: str | None) -> None:
    assert read_page(html_page(above=f"<p>{shown}</p>")).byline == byline


def test_what_the_page_shows_says_more_than_what_it_declares() -> None:
    head = '<meta name="author" content="Anne Le Goff">'
    assert read_page(html_page(head=head, above="<p>Par Anne Le Goff avec AFP</p>")).byline == "Anne Le Goff avec AFP"
    assert read_page(html_page(head=head, above="<p>Suivre Anne Le Goff sur X</p>")).byline == "Anne Le Goff"


@pytest.mark.parametrize(
    "page",
    [
        html_page().replace("<h1>", "<h1>Le Phare</h1><h1>"),
        html_page().replace("<h1>", "<h2>").replace("</h1>", "</h2>"),
        html_page(title=TITLE.replace("é", "&eacute;")),
        html_page().replace(f"<title>{TITLE} | Le Phare", "<title>Le Phare, le journal des deux rives"),
        html_page(head="<meta property='og:title' content='Bray : le pont rouvre'>"),
        html_page()
        .replace("<h1>", "<h1><span>Bray-sur-Oust </span>")
        .replace("<head>", f"<head><meta property='og:title' content='{TITLE}'>"),
    ],
    ids=["two h1", "no h1", "entities", "slogan", "another title for networks", "place in the heading"],
)
def test_the_title_is_the_heading_that_a_reader_reads(page: str) -> None:
    assert read_page(page).title == TITLE


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ('<link rel="canonical" href="https://phare.example/a">', "https://phare.example/a"),
        (
            '<link rel="canonical" href="/a"><meta property="og:url" content="http://phare.example/b">',
            "http://phare.example/b",
        ),
        ('<link rel="canonical" href="javascript:alert(1)">', None),
        ('<meta property="og:url" content="file:///etc/passwd">', None),
    ],
)
def test_the_address_is_one_of_the_web(head: str, url: str | None) -> None:
    assert read_page(html_page(head=head)).url == url


def test_a_later_change_is_an_update_and_a_repeated_date_is_none() -> None:
    data = '<script type="application/ld+json">{{"@type":"Article","headline":"x","dateModified":"{}"}}</script>' + META
    changed, same = (read_page(html_page(head=data.format(day))) for day in ("2024-05-22T08:00:00Z", "2024-05-20"))
    assert changed.updated is not None
    assert (str(changed.updated.value), changed.updated.basis) == ("2024-05-22", "metadata")
    assert same.updated is None


def test_lists_tables_and_quotations_are_read_and_paragraphs_stay_apart() -> None:
    inside = (
        "<ul><li>Huit mois de travaux ;</li><li>120 câbles.</li></ul>"
        "<figure><table><tr><th>Année</th><th>Passages</th></tr><tr><td>2022</td><td>1 200</td></tr></table></figure>"
        "<blockquote><p>« On l'attendait », dit une voisine.</p></blockquote>"
        "<div>Une ligne.<br><br>Une autre ligne du même bloc, après un blanc.</div>"
    )
    text = read_page(html_page(inside=inside)).text.split("\n\n")
    for line in ("Huit mois de travaux ;", "120 câbles.", "Année | Passages", "2022 | 1 200", "Une ligne."):
        assert line in text
    assert "« On l'attendait », dit une voisine." in text


def test_reading_long_pages_takes_time_in_proportion() -> None:
    def seconds(paragraphs: int) -> float:
        lines = "".join(
            f"<p>Le pont numéro {n} a été rouvert {n * 7919} jours après sa fermeture, dit la mairie.</p>"
            for n in range(paragraphs)
        )
        started = time.thread_time()
        read_page(html_page(inside=lines))
        return time.thread_time() - started

    seconds(10)
    assert seconds(4000) < 12 * max(seconds(1000), 0.2)


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
