"""The way back: from a stretch of the cleaned text to the characters of the file it was read from."""

from __future__ import annotations

import time
import unicodedata
from html import escape

import pytest
from annotated_scrapes import AnnotatedScrape, annotated_scrapes
from hypothesis import example, given
from hypothesis import strategies as st
from page_builders import BODY, article_from, html_page, pdf

from sourcier.corpus import Known
from sourcier.corpus.ink import ink_of
from sourcier.corpus.origin import Raw, origins, raw_span
from sourcier.corpus.reading import decode
from sourcier.language.sentences import sentence_spans
from sourcier.schema import Article

SCRAPES = annotated_scrapes()
WORDS = "le bac de Port-Louan « reprend » œuvre 1 200 m² été coûte l'hiver 4,4 % élus; NOËL — ﬁn…".split(" ")
# What cleaning takes off or changes, and pages put between words.
BETWEEN = (" ", "  ", "\u00a0", "\u202f", "\u200b ", " \u00ad", "\t", "\u2028", " \ufeff")


def ink(text: str, *, is_html: bool = False) -> str:
    return ink_of(text, is_html=is_html).letters


def check(article: Article, pieces: tuple[str, ...], *, is_html: bool = False) -> None:
    last = 0
    for origin in article.origin:
        raw = pieces[(origin.page or 1) - 1]
        assert last <= origin.start < origin.end <= len(article.text)
        said = article.text[origin.start : origin.end]
        assert ink(raw[origin.raw_start : origin.raw_end], is_html=is_html) == ink(said)
        last = origin.end


def share_mapped(article: Article) -> float:
    """The share of the letters of `article` that have an origin."""
    mapped = sum(len(ink(article.text[origin.start : origin.end])) for origin in article.origin)
    return mapped / len(ink(article.text))


@pytest.mark.parametrize("scrape", SCRAPES, ids=lambda scrape: scrape.name)
def test_every_paragraph_of_a_scrape_is_found_in_its_file(scrape: AnnotatedScrape) -> None:
    article = article_from(scrape.raw.encode(), "page.txt", Known())
    check(article, (scrape.raw,))
    paragraphs = article.text.split("\n\n")
    begun = [article.text[origin.start : origin.end] for origin in article.origin]
    found = sum(any(paragraph in text or text in paragraph for text in begun) for paragraph in paragraphs)
    assert found >= 0.99 * len(paragraphs)
    assert share_mapped(article) >= 0.99


@given(
    paragraphs=st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), min_size=1, max_size=6),
    spaces=st.lists(st.sampled_from(BETWEEN), min_size=1, max_size=9),
    around=st.lists(st.sampled_from(["Menu", "Partager", "Lire aussi : le bac", "* * *", ""]), min_size=1, max_size=4),
    decomposed=st.booleans(),
)
def test_the_ink_of_both_sides_is_the_same(
    paragraphs: list[list[str]], spaces: list[str], around: list[str], decomposed: bool
) -> None:
    text = unicodedata.normalize("NFC", "\n\n".join(" ".join(words) for words in paragraphs))
    lines = ["".join(word + spaces[rank % len(spaces)] for rank, word in enumerate(words)) for words in paragraphs]
    raw = "\r\n".join(line for pair in zip(lines, around * len(lines), strict=False) for line in reversed(pair))
    raw = unicodedata.normalize("NFD" if decomposed else "NFC", raw)
    found = origins(text, Raw((raw,)))
    article = Article(id="a", path="a.txt", title="a", text=text, origin=found)
    check(article, (raw,))
    for origin in found:
        span = raw_span(article, origin.start, origin.end, raw)
        assert span == (origin.raw_start, origin.raw_end)


@given(st.text(min_size=1), st.text())
@example("O", "Œ")
def test_any_two_texts_give_stretches_of_the_same_ink(text: str, raw: str) -> None:
    for piece in (raw, text, raw + text + raw, f"{text[:9]}{raw}{text[9:]}"):
        for is_html in (False, True):
            article = Article(id="a", path="a", title="a", text=text, origin=origins(text, Raw((piece,), is_html)))
            check(article, (piece,), is_html=is_html)


def test_a_sentence_is_found_to_the_character() -> None:
    raw = "Menu\r\nLe bac\u00a0reprend\u2028du service.  Il coûte 3\u202f€. « Enfin ! », dit-on.\r\nPartager\r\n"
    article = Article(
        id="a", path="a.txt", title="a", text="Le bac reprend du service. Il coûte 3 €. « Enfin ! », dit-on."
    )
    article = article.model_copy(update={"origin": origins(article.text, Raw((raw,)))})
    shown = []
    for start, end in sentence_spans(article.text):
        span = raw_span(article, start, end, raw)
        assert span is not None
        shown.append(raw[slice(*span)])
    assert shown == ["Le bac\u00a0reprend\u2028du service.", "Il coûte 3\u202f€.", "« Enfin ! », dit-on."]


def test_the_paragraphs_of_a_page_are_found_between_tags_and_entities() -> None:
    page = html_page(
        inside="<p>Le chantier <b>du pont</b> a <i>beau</i>coup co&ucirc;t&#233; &agrave; la ville, dit-on.</p>"
    )
    article = article_from(page.encode(), "pont.html", Known())
    check(article, (page,), is_html=True)
    assert share_mapped(article) == 1
    start = article.text.index("beaucoup")
    span = raw_span(article, start, article.text.index(" à la ville"), page)
    assert span is not None
    assert page[slice(*span)] == "beau</i>coup co&ucirc;t&#233;"


def test_a_paragraph_stands_where_it_is_read_and_not_in_the_menu() -> None:
    text = "Transports\n\n" + BODY[0] + "\n\nTransports\n\n" + BODY[1]
    raw = f"Politique\nTransports\nSports\n{BODY[3]}\nTransports\n{BODY[0]}\nTransports\n{BODY[1]}\nTransports"
    places = [origin.raw_start for origin in origins(text, Raw((raw,)))]
    second = raw.index("Transports", raw.index(BODY[3]))
    third = raw.index("Transports", raw.index(BODY[0]))
    assert places == [second, raw.index(BODY[0]), third, raw.index(BODY[1])]


def test_a_paragraph_taken_apart_has_a_stretch_for_each_part() -> None:
    first = "Le [pont de Bray](https://exemple.fr/pont), fermé depuis huit mois, a **rouvert** mardi."
    raw = f"# Le pont\n\n{first}\n\n{BODY[1]}"
    article = article_from(raw.encode(), "pont.md", Known())
    check(article, (raw,))
    assert share_mapped(article) >= 0.9
    span = raw_span(article, article.text.index("fermé"), article.text.index(" mardi"), raw)
    assert span is not None
    assert raw[slice(*span)] == "fermé depuis huit mois, a **rouvert"


def test_a_pdf_counts_within_its_pages() -> None:
    data = pdf([["Le pont de Bray rouvre aux piétons", *BODY[:2]], list(BODY[3:])])
    article = article_from(data, "pont.pdf", Known())
    assert {origin.page for origin in article.origin} == {1, 2}
    assert share_mapped(article) == 1
    last = article.origin[-1]
    assert article.text[last.start : last.end].endswith("rachetée.")


def test_what_is_not_in_the_file_has_no_origin() -> None:
    text = f"{BODY[0]}\n\nCe paragraphe n'est dans aucun fichier, ni son contenu non plus.\n\n{BODY[1]}"
    found = origins(text, Raw((f"{BODY[0]}\n{BODY[1]}",)))
    assert [text[origin.start : origin.end] for origin in found] == [BODY[0], BODY[1]]
    article = Article(id="a", path="a.txt", title="a", text=text, origin=found)
    assert raw_span(article, 0, len(text), BODY[0]) is None
    start = text.index("Ce paragraphe")
    assert raw_span(article, start, start + 20, BODY[0]) is None


@pytest.mark.parametrize("hostile", ["<a", "<!--", "<script>", "&", "<!-- <script ", "é\u0301", "</"])
def test_the_time_is_linear_in_the_file(hostile: str) -> None:
    text = "\n\n".join(f"Le bac numéro {number} de Port-Louan reprend du service." for number in range(2000))
    raw = escape(text) + hostile * 200_000
    began = time.perf_counter()
    assert len(origins(text, Raw((raw,), is_html=True))) == 2000
    assert time.perf_counter() - began < 10


def test_a_file_of_another_text_is_read_once() -> None:
    text = "\n\n".join(f"Le bac numéro {number} de Port-Louan reprend du service." for number in range(2000))
    began = time.perf_counter()
    assert origins(text, Raw(("abc " * 300_000,))) == ()
    assert time.perf_counter() - began < 20


def test_the_file_is_counted_as_decoded() -> None:
    text = (
        "Le bac d'Ôtry a repris lundi son service, a annoncé le maire, Noël Lançon, devant une trentaine d'habitants."
    )
    for encoding in ("utf-8-sig", "cp1252", "utf-16"):
        data = f"Titre de la page\r\n\r\n{text}\r\n".encode(encoding)
        [origin] = article_from(data, "a.txt", Known()).origin
        assert decode(data)[origin.raw_start : origin.raw_end] == text
