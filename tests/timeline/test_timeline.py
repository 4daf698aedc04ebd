"""The timeline: where things stand, what the page says, that it opens in a browser and prints as a picture."""

from __future__ import annotations

import random
import re
import struct
from datetime import date, timedelta
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from sourcier.errors import FileUnwritable, PictureUnknown
from sourcier.schema import Article, ArticleDate, Basis, Precision
from sourcier.timeline import write_timeline
from sourcier.timeline.layout import HIGHEST_PILE, LEFT, MOST_ROWS, WIDTH, Mark, lay_out
from sourcier.timeline.page import page
from sourcier.timeline.scale import MOST_TICKS, days_of, scale_of, ticks

HOSTILE = [
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</title></svg><script>alert(1)</script>"),
    *("<style>@import url(http://canary.invalid/c.css)</style>", "$x^2$", "\u202e\x00\n", "&amp;", "]]>"),
]


def known(day: date, precision: Precision = "day", basis: Basis = "stated") -> ArticleDate:
    cut = {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}
    return ArticleDate(value=cut[precision], precision=precision, basis=basis)


def article(name: str, published: ArticleDate | None, outlet: str | None = "Le Phare", **changes: object) -> Article:
    values: dict[str, object] = {
        "id": name,
        "path": f"{name}.txt",
        "title": f"Titre {name}",
        "outlet": outlet,
        "published": published,
        "text": "x",
    }
    return Article.model_validate(values | changes)


SOME = [
    article("a", known(date(2023, 3, 12))),
    article("b", known(date(2023, 3, 14)), "La Gazette", dispatch_id="a"),
    article("c", known(date(2023, 3, 15)), dispatch_id="a"),
    article("d", known(date(2023, 6, 1), "month")),
    article("e", known(date(2022, 1, 1), "year", "inferred"), "La Gazette"),
    article("f", known(date(2023, 7, 2), "day", "inferred"), None),
    article("g", None, "La Gazette"),
]

dates = st.builds(
    known,
    st.dates(date(1890, 1, 1), date(2040, 12, 31)),
    st.sampled_from(["day", "month", "year"]),
    st.sampled_from(["stated", "metadata", "inferred"]),
)
corpora = st.lists(
    st.tuples(
        st.none() | dates, st.none() | st.sampled_from(["A", "B", "C", *HOSTILE]), st.none() | st.sampled_from("xy")
    ),
    min_size=1,
    max_size=40,
).map(lambda rows: [article(str(n), day, outlet, dispatch_id=group) for n, (day, outlet, group) in enumerate(rows)])


def drawn(articles: list[Article]) -> dict[str, Mark]:
    return {mark.article.id: mark for mark in lay_out(articles, "fr").marks if mark.article}


def test_a_day_is_a_dot_a_month_a_bar_a_year_a_longer_one_and_a_guess_is_hollow() -> None:
    marks = drawn(SOME)
    assert not marks["a"].is_bar
    assert marks["a"].right - marks["a"].left == pytest.approx(marks["a"].height)
    assert marks["d"].is_bar
    assert marks["e"].right - marks["e"].left > 10 * (marks["d"].right - marks["d"].left)
    assert {name for name, mark in marks.items() if mark.hollow} == {"e", "f"}
    assert {name for name, mark in marks.items() if mark.tone == "version"} == {"b", "c"}


def test_time_goes_from_left_to_right_and_what_has_no_date_stands_apart() -> None:
    marks = drawn(SOME)
    assert marks["e"].x < marks["a"].x < marks["b"].x < marks["c"].x < marks["d"].x < marks["f"].x < marks["g"].left
    assert marks["g"].tone == "undated"


def test_an_outlet_is_a_row_and_the_unknown_one_is_the_last() -> None:
    marks = drawn(SOME)
    assert [label.text for label in lay_out(SOME, "fr").labels if label.bold and label.anchor == "end"] == [
        "La Gazette",
        "Le Phare",
        "journal inconnu",
    ]
    assert marks["b"].y < marks["a"].y < marks["f"].y


def test_versions_of_a_dispatch_are_linked_in_the_order_of_their_dates() -> None:
    marks, links = drawn(SOME), lay_out(SOME, "fr").links
    assert [(link.start, link.end) for link in links] == [((marks["b"].x, marks["b"].y), (marks["c"].x, marks["c"].y))]


@given(corpora)
def test_every_article_is_drawn_once_inside_and_dots_do_not_touch(articles: list[Article]) -> None:
    drawing = lay_out(articles, "fr")
    marks = [mark for mark in drawing.marks if mark.article]
    assert sorted(mark.article.id for mark in marks if mark.article) == sorted(each.id for each in articles)
    for mark in marks:
        assert LEFT - 10 <= mark.left <= mark.right <= WIDTH
        assert 0 < mark.y - mark.height / 2 < mark.y + mark.height / 2 < drawing.height
    dots = [mark for mark in marks if not mark.is_bar]
    for number, one in enumerate(dots):
        for other in dots[:number]:
            assert abs(one.x - other.x) + abs(one.y - other.y) >= one.height - 1e-6


@given(st.lists(dates, min_size=1, max_size=5), st.sampled_from(["fr", "en"]))
def test_ticks_are_few_named_and_in_order(some: list[ArticleDate], language: str) -> None:
    scale = scale_of(some, 0, 1000)
    found = ticks(scale, language)
    days = [tick.day for tick in found]
    assert 1 <= len(found) <= MOST_TICKS
    assert days == sorted(set(days))
    assert all(0 <= scale.at(day.toordinal()) <= 1000 for day in days)
    assert found[0].year or found[0].name == str(found[0].day.year)
    for each in some:
        start, end = days_of(each)
        assert 0 <= scale.at(start) < scale.at(end) <= 1000


def test_thousands_of_articles_are_piles_of_a_bounded_height() -> None:
    rng = random.Random(4)
    many = [
        article(str(number), known(date(2022, 1, 1) + timedelta(days=rng.randrange(700))), f"Titre {number % 3}")
        for number in range(3000)
    ]
    drawing = lay_out(many, "fr")
    assert drawing.height < 3 * (HIGHEST_PILE + 60) + 200


def test_small_outlets_share_a_row() -> None:
    many = [
        article(f"{number}-{each}", known(date(2024, 1, 1)), f"T{number:02}") for number in range(50) for each in "ab"
    ]
    names = [label.text for label in lay_out(many, "en").labels if label.bold and label.anchor == "end"]
    assert len(names) == MOST_ROWS
    assert names[-1] == "21 other outlets"


def test_a_page_tells_every_article_with_the_basis_of_its_date() -> None:
    text = unescape(page(SOME, "fr"))
    for each in SOME:
        assert text.count(f'<td dir="auto">{each.title}</td>') == 1
    assert "juin 2023 (sur la page)" in text
    assert "2022 (déduite)" in text
    assert text.index("Articles datés") < text.index("Sans date")
    assert "Titre a\nLe Phare, 12 mars 2023 (sur la page)" in text


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_languages(language: str) -> None:
    text = page(SOME, language)
    assert f'<html lang="{language}">' in text
    assert ("mars" in text) == (language == "fr")
    assert ("Dated articles" in text) == (language == "en")


@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4).map("".join))
@settings(max_examples=30)
def test_nothing_from_outside_becomes_markup(text: str) -> None:
    each = article("a", known(date(2024, 1, 1)), text, title=text, path=text, dispatch_id=text)
    written = page([each, article("b", None, text, title=text)], "fr")
    tags = set(re.findall(r"<(/?\w+)", written.split("</style>", 1)[1]))
    assert tags <= {
        *(
            "/head",
            "body",
            "main",
            "figure",
            "svg",
            "line",
            "rect",
            "text",
            "title",
            "table",
            "caption",
            "span",
            "thead",
        ),
        *("tr", "th", "tbody", "td", "path"),
        *("/body", "/main", "/figure", "/svg", "/rect", "/text", "/title", "/table", "/caption", "/span", "/thead"),
        *("/tr", "/th", "/tbody", "/td", "/html"),
    }
    assert not re.search(r"<[^>]*\son\w+=", written)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_opens_in_a_browser_and_asks_for_nothing(chromium: Browser, tmp_path: Path, scheme: str) -> None:
    hostile = [
        article(f"h{n}", known(date(2023, 5, 1 + n)), text, title=text, path=f"{text}{n}")
        for n, text in enumerate(HOSTILE)
    ]
    target = tmp_path / "frise.html"
    write_timeline([*SOME, *hostile], target, "fr")
    faults: list[str] = []
    tab = chromium.new_page(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    tab.on("request", lambda request: faults.append(request.url) if not request.url.startswith("file:") else None)
    tab.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    tab.on("pageerror", lambda error: faults.append(str(error)))
    tab.goto(target.as_uri())
    assert tab.locator("svg rect.mark:has(title)").count() == len(SOME) + len(hostile)
    assert tab.locator("tbody tr").count() == len(SOME) + len(hostile)
    assert tab.locator("table").count() == 2
    assert tab.get_by_role("img").get_attribute("aria-label").startswith("Les articles dans le temps.")
    first, second = (tab.locator("rect.mark", has_text=f"Titre {name}").bounding_box() for name in "ab")
    assert first["x"] < second["x"]
    assert first["width"] > 4
    ink, paper = (tab.locator(place).evaluate(f"e => getComputedStyle(e).{style}") for place, style in
                  (("text.bold >> nth=0", "fill"), ("figure", "backgroundColor")))  # fmt: skip
    assert ink != paper
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert faults == []


def test_a_picture_is_a_png_of_the_size_of_the_drawing(tmp_path: Path) -> None:
    target = tmp_path / "frise.PNG"
    write_timeline(
        [*SOME, *(article(f"h{n}", known(date(2023, 5, 2)), text) for n, text in enumerate(HOSTILE))], target, "en"
    )
    data = target.read_bytes()
    assert data.startswith(b"\x89PNG")
    assert struct.unpack(">II", data[16:24])[0] == 2 * WIDTH


@pytest.mark.parametrize("name", ["frise.svg", "frise", "frise.html.txt"])
def test_another_suffix_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(PictureUnknown, match=name):
        write_timeline(SOME, tmp_path / name, "fr")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["frise.html", "frise.png"])
def test_a_target_that_cannot_be_written_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(FileUnwritable, match=name):
        write_timeline(SOME, tmp_path / name, "fr")
