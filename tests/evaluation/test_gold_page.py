"""What the page of a run says, and that nothing from outside becomes markup."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from gold_builders import made, named, reported
from page_cases import BROKEN, HOSTILE, MISSED, ORDINARY, SILENT, SPOKEN, UNPROVED, hostile_report, right

from sourcier.evaluation import compare
from sourcier.evaluation.page import to_compared_html, to_html
from sourcier.evaluation.page.cases import fine_cases, wrong_cases
from sourcier.evaluation.page.reasons import reasons
from sourcier.evaluation.page.words import KINDS, TEXTS, Words

TAGS = frozenset(
    "html head meta title style body main header nav section details summary h1 h2 h3 p a span strong div ul li dl dt "
    "dd pre code blockquote mark table thead tbody tr th td figure figcaption svg line rect path circle text".split()
)
ATTRIBUTES = frozenset(
    "lang charset http-equiv content name class id href role aria-label aria-labelledby aria-hidden tabindex scope "
    "colspan dir viewbox preserveaspectratio vector-effect x y x1 x2 y1 y2 cx cy r d width height text-anchor".split()
)


class Seen(HTMLParser):
    """The elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


def seen(page: str) -> Seen:
    parser = Seen()
    parser.feed(page)
    return parser


def test_every_measure_stands_on_the_page_as_the_report_has_it() -> None:
    page = to_html(ORDINARY, language="en")
    rows = dict(re.findall(r'<th scope="row" dir="auto">([^<(]+?)(?: \([^<]*)?(?: <span.*?)?</th>(.*?)</tr>', page))
    for measure in ORDINARY.measures().values():
        if measure.value is None or measure.unit == "ms":
            continue
        row = rows[Words("en")(measure.name).partition(" (")[0]]
        assert f"<span>{measure.value:.3f}</span>" in row, measure.name
        assert f"{measure.low:.2f} – {measure.high:.2f}" in row
        assert f"<td>{measure.n}</td>" in row


def test_every_case_is_there_once_and_the_wrong_ones_come_first() -> None:
    page = to_html(ORDINARY, language="fr")
    found = re.findall(r'<span class="meta">(\w+) ·', page)
    assert sorted(found) == sorted(case.id for case in ORDINARY.cases)
    # Failed; said what it should not; silent; right but not proved.
    assert found == ["broken", "missed", "spoken", "silent", "unproved", "one", "two", "quiet"]
    assert "3 questions sur 8 comme il faut, 5 à regarder. 1 en échec." in page


def test_why_is_said_in_words() -> None:
    words = Words("en")
    assert reasons(MISSED, words) == ("Fact missing: Odile Farran",)
    assert reasons(SILENT, words) == ("Refused; at least one fact stood in no sentence read",)
    assert reasons(SILENT.model_copy(update={"facts_in_evidence": True}), words)[0].startswith("Refused although")
    assert reasons(SPOKEN, words) == ("Answered although the articles do not",)
    assert reasons(UNPROVED, words) == ("Statement that its citations do not say: Aimé Soubeyre a menti.",)
    assert reasons(BROKEN, words)[0] == "Failed: LLMTimeout: too long"
    assert reasons(MISSED.model_copy(update={"forbidden_found": ("Soubeyre",), "missing_facts": ()}), words) == (
        "Forbidden wording: Soubeyre",
    )
    assert reasons(MISSED.model_copy(update={"status": "interrupted"}), words)[0] == "Interrupted on the way"
    assert reasons(right("one"), words) == ()


def test_a_case_shows_what_was_read_with_the_gold_quote_highlighted_and_how_to_ask_again() -> None:
    page = to_html(reported(MISSED), language="en")
    assert "<mark>Odile Farran dirige le port de Vaubrac.</mark>" in page
    assert "Le Courrier de Vaubrac, 4 March 2031" in page or "March 4, 2031" in page
    assert '<a href="#w1-1">[1]</a>' in page
    assert 'id="w1-1"' in page
    assert "sourcier eval --only=missed --llm=fake" in page
    assert "Proofs that were not read" not in page
    assert "Proofs that were not read" in to_html(reported(SILENT), language="en")


def test_what_it_was_compared_with_stands_beside() -> None:
    before = reported(*(right(f"q{n}") for n in range(6)))
    after = reported(*(made(named(f"q{n}"), missing_facts=("Odile Farran",)) for n in range(6)))
    page = to_html(after, compare(before, after), "fr")
    assert "p de la baisse" in page
    assert "baisse nette" in page
    assert "baisse nette" not in to_html(after, language="fr")


def test_two_runs_side_by_side_show_what_was_lost_and_won() -> None:
    before = reported(right("one"), MISSED, right("same"))
    after = reported(right("one", correct=False, missing_facts=("Odile Farran",)), right("missed"), right("same"))
    assert "Questions in common: 3. Lost: 1. Won: 1." in to_compared_html(before, after, "en")
    page = to_compared_html(before, after, "fr")
    lost, won = page[page.index('id="lost"') : page.index('id="won"')], page[page.index('id="won"') :]
    assert lost.count('<span class="meta">one ·') == 1
    assert won.count('<span class="meta">missed ·') == 1
    assert '<span class="meta">same ·' not in page
    assert '<th scope="col">p</th>' in page, "two-sided, unlike that of the gate"
    assert "Aucune." in to_compared_html(before, before, "fr")


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_both_languages_and_english_for_any_other(language: str) -> None:
    page = to_html(ORDINARY, language=language)
    assert f'<html lang="{"fr" if language == "fr" else "en"}">' in page
    assert ("À regarder (5)" in page) == (language == "fr")


def test_both_languages_say_the_same_things() -> None:
    assert set(TEXTS["fr"]) == set(TEXTS["en"])
    assert set(KINDS["fr"]) == set(KINDS["en"])
    for name, text in TEXTS["fr"].items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", TEXTS["en"][name])), name


def test_an_empty_run_and_one_of_failures_are_pages_too() -> None:
    for report in (reported(), reported(BROKEN), reported(right("one"))):
        page = to_html(report, language="en")
        assert "No curve" in page
        assert set(seen(page).tags) <= TAGS


@pytest.mark.parametrize("page", [to_html(hostile_report()), to_compared_html(ORDINARY, hostile_report())])
def test_nothing_from_outside_becomes_markup(page: str) -> None:
    found = seen(page)
    assert set(found.tags) <= TAGS
    assert {name for name, _ in found.attributes} <= ATTRIBUTES
    links = [value for name, value in found.attributes if name == "href"]
    assert links
    assert all(link.startswith("#") for link in links)


def test_what_is_hostile_is_shown_as_it_is() -> None:
    shown = unescape(to_html(hostile_report()))
    for text in HOSTILE:
        if text.isprintable():
            assert shown.count(text) >= 8, text
    assert "\\u202e\\x00\\x07\\u2066<b>24</b> " in shown


def test_anchors_are_unique_and_links_lead_to_one() -> None:
    for page in (to_html(ORDINARY), to_html(hostile_report()), to_compared_html(ORDINARY, ORDINARY)):
        attributes = seen(page).attributes
        ids = [value for name, value in attributes if name == "id"]
        assert len(ids) == len(set(ids))
        assert {value for name, value in attributes if name == "href"} <= {f"#{anchor}" for anchor in ids}


def test_the_halves_are_the_whole() -> None:
    cases = ORDINARY.cases
    assert sorted((*wrong_cases(cases), *fine_cases(cases)), key=cases.index) == list(cases)
    assert all(reasons(case, Words("fr")) for case in wrong_cases(cases))
