"""The sources of an answer for a bibliography: BibTeX that BibTeX can read, CSL-JSON by its schema."""

from __future__ import annotations

import json
import re

import pytest
from desk_fakes import HARBOUR, HOSTILE, TOLL, answer, article, citation_of, day

from sourcier.desk.citing import bibtex, csl_json
from sourcier.schema import ArticleDate, Statement

FULL = article(byline="Anne Veyre et Luc Roy", published=day(), url="https://a.example/p?q=1&r=é{}", language="fr")
BARE = article(HARBOUR, outlet=None, path="port.txt", title="Le port")
# From csl-data.json, version 1.0.2: the properties used here, each with what it may be.
CSL_TEXT = {"title", "container-title", "URL", "language", "annote"}


def parsed(text: str) -> list[tuple[str, str, dict[str, str]]]:
    """What BibTeX reads: entries of type, key and fields, by counting braces and nothing else."""
    entries, place = [], 0
    while match := re.compile(r"\s*@(\w+)\{([^\s{},]+),").match(text, place):
        fields, place = {}, match.end()
        while field := re.compile(r"\s*(\w+) = ").match(text, place):
            place, depth = field.end(), 0
            start = place
            while depth or text[place] not in ",\n}":
                depth += {"{": 1, "}": -1}.get(text[place], 0)
                assert depth >= 0
                place += 1
            fields[field[1]] = text[start:place]
            place += text[place] == ","
        closing = re.compile(r"\s*\}").match(text, place)
        assert closing, text[place : place + 80]
        place = closing.end()
        entries.append((match[1], match[2], fields))
    assert not text[place:].strip()
    return entries


def test_an_article_is_an_entry_with_all_that_is_known() -> None:
    [(kind, key, fields)] = parsed(bibtex(answer("Combien ?", FULL)))
    assert (kind, key) == ("article", f"lephare2024-{FULL.id[:8]}")
    assert fields == {
        "title": "{{Le péage augmente}}",
        "author": "{{Anne Veyre et Luc Roy}}",
        "journal": "{Le Phare}",
        "date": "{2024-03-12}",
        "year": "{2024}",
        "month": "mar",
        "url": "{https://a.example/p?q=1&r=%C3%A9%7B%7D}",
        "langid": "{french}",
        "annote": f"{{{TOLL}}}",
    }


def test_what_is_not_known_is_not_said() -> None:
    [(_, key, fields)] = parsed(bibtex(answer("Qui ?", BARE)))
    assert key == f"articlesd-{BARE.id[:8]}"
    assert set(fields) == {"title", "langid", "annote"}
    [item] = json.loads(csl_json(answer("Qui ?", BARE)))
    assert set(item) == {"id", "type", "title", "language", "annote"}


@pytest.mark.parametrize(
    ("published", "bib", "csl"),
    [
        (day(), {"date": "{2024-03-12}", "year": "{2024}", "month": "mar"}, {"date-parts": [[2024, 3, 12]]}),
        (day(precision="month"), {"date": "{2024-03}", "year": "{2024}", "month": "mar"}, {"date-parts": [[2024, 3]]}),
        (day(precision="year"), {"date": "{2024}", "year": "{2024}"}, {"date-parts": [[2024]]}),
        (
            day(precision="month", basis="inferred"),
            {"date": "{2024-03~}", "year": "{2024}", "month": "mar"},
            {"date-parts": [[2024, 3]], "circa": True},
        ),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(published: ArticleDate, bib: dict[str, str], csl: dict[str, object]) -> None:
    said = answer("Combien ?", article(published=published))
    [(_, _, fields)] = parsed(bibtex(said))
    assert {name: value for name, value in fields.items() if name in ("date", "year", "month")} == bib
    [item] = json.loads(csl_json(said))
    assert item["issued"] == csl


def test_an_article_cited_twice_is_one_source_in_the_order_of_the_answer() -> None:
    statements = (
        Statement(text="Un.", citations=(citation_of(BARE, 1, quote="Mathilde", end=8),), support="quoted"),
        Statement(text="Deux.", citations=(citation_of(FULL, 2),), support="quoted"),
        Statement(text="Trois.", citations=(citation_of(BARE, 3, quote="le port"),), support="quoted"),
    )
    said = answer("Et ?", BARE, FULL, statements=statements)
    assert [fields["annote"] for _, _, fields in parsed(bibtex(said))] == ["{Mathilde / le port}", f"{{{TOLL}}}"]
    assert [item["annote"] for item in json.loads(csl_json(said))] == ["Mathilde / le port", TOLL]


def test_a_key_is_the_same_in_every_answer_and_another_for_another_text() -> None:
    [(_, alone, _)] = parsed(bibtex(answer("Un ?", FULL)))
    keys = [key for _, key, _ in parsed(bibtex(answer("Deux ?", BARE, article("Autre.", published=day()), FULL)))]
    assert keys[2] == alone
    assert len(set(keys)) == 3


def test_without_sources_there_is_nothing() -> None:
    assert bibtex(answer("Et le train ?")) == ""
    assert json.loads(csl_json(answer("Et le train ?"))) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_stays_in_its_field(text: str) -> None:
    source = article(
        text, title=text, outlet=text, byline=text, path="a.txt", published=day(), url="http://a.example/}{\\"
    )
    [(kind, key, fields)] = parsed(bibtex(answer(text, source, article())))[:1]
    assert (kind, set(fields)) == (
        "article",
        {"title", "author", "journal", "date", "year", "month", "url", "langid", "annote"},
    )
    assert re.fullmatch(r"[a-z0-9]+-[a-z0-9]{8}", key)
    for name in ("title", "author", "journal", "annote"):
        # No command but the seven that name or escape a sign.
        assert set(re.findall(r"\\(?:[a-z]+|.)", fields[name])) <= {
            r"\textbackslash", r"\textbraceleft", r"\textbraceright", r"\textasciitilde", r"\textasciicircum",
            r"\&", r"\%", r"\$", r"\#", r"\_",
        }  # fmt: skip
        assert "\n" not in fields[name]
    assert not set(fields["url"].strip("{}")) & set("{}\\ ")


@pytest.mark.parametrize("text", ["Le péage", *HOSTILE.values()], ids=["plain", *HOSTILE.keys()])
def test_every_item_is_of_the_csl_schema(text: str) -> None:
    source = article(
        text, title=text, outlet=text, byline=text, path="a.txt", published=day(), url="https://a.example/"
    )
    items = json.loads(csl_json(answer(text, source, BARE)))
    assert [item["type"] for item in items] == ["article-newspaper"] * 2
    for item in items:
        assert {name for name, value in item.items() if name in CSL_TEXT and isinstance(value, str)} == CSL_TEXT & set(
            item
        )
        assert set(item) <= CSL_TEXT | {"id", "type", "author", "issued"}
        assert isinstance(item["id"], str)
        for name in item.get("author", ()):
            assert set(name) == {"literal"}
        for name, value in item.get("issued", {}).items():
            assert name == "date-parts"
            assert all(1 <= len(parts) <= 3 and all(isinstance(part, int) for part in parts) for parts in value)
