"""One dispatch is one source: from an index of reprints to the evidence and the citations (B7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from model_fakes import FakeEmbedder
from sourcier import Assistant
from sourcier.index.builder import build_index
from sourcier.index.filters import EVERYTHING, Filter
from sourcier.index.reader import Index
from sourcier.retrieval.search import PASSAGES, Findings, search
from sourcier.retrieval.sources import with_reprints

DISPATCH = [
    "La crue de la rivière Lourande a fait 12 blessés dans la nuit de mercredi à jeudi, selon la préfète de région.",
    "Trois villages de la haute vallée restent privés d'électricité et la route du col est coupée par un éboulement.",
    "Un pont de pierre du XVIIe siècle a été emporté à Sainte-Ylie, isolant une soixantaine d'habitants du hameau.",
    "Les sauveteurs ont hélitreuillé quarante campeurs surpris dans leur sommeil au bord de la rivière en crue.",
]
WAITING = "La décrue devrait commencer samedi, d'après les prévisionnistes du bassin."
# File, outlet, headline, date, body: the first is cut, the fourth is an update under a headline far from the subject.
VERSIONS = [
    ("phare.txt", "Le Phare", "Crue de la Lourande : douze blessés", "2023-11-03", DISPATCH[:2]),
    ("gazette.txt", "La Gazette", "Nuit de crue sur la Lourande", "2023-11-02", DISPATCH),
    ("courrier.txt", "Le Courrier", "Crue de la Lourande", "2023-11-02", DISPATCH[:3]),
    ("echo.txt", "L’Écho", "Ce que l'on sait ce soir", "2023-11-04", [*DISPATCH, WAITING]),
    ("notes.txt", None, "Crue", "2023-11-05", DISPATCH),
]
OTHER = "Le marché de Lisse attire chaque samedi des acheteurs venus de toute la vallée de la Lourande, sous la halle."


def write(folder: Path, copies: int = 1) -> Path:
    folder.mkdir()
    sidecar: dict[str, dict[str, object]] = {}
    for number in range(copies):
        for name, outlet, title, day, body in VERSIONS:
            file = f"{number}-{name}" if number else name
            # A line of its own, as papers add: the copies are not the same text.
            (folder / file).write_text("\n\n".join([*body, f"Édition {number} de {file}."]), "utf-8")
            sidecar[file] = {"title": title, "published": {"value": day}} | ({"outlet": outlet} if outlet else {})
    (folder / "marche.txt").write_text(OTHER, "utf-8")
    (folder / "articles.yaml").write_text(yaml.safe_dump(sidecar, allow_unicode=True), "utf-8")
    return folder


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("reprints")
    build_index(write(folder / "press"), folder / "store", FakeEmbedder())
    opened = Index(folder / "store", FakeEmbedder())
    grouped = {article.dispatch_id for article in opened.articles.values() if article.path != "marche.txt"}
    assert len(grouped) == 1
    assert None not in grouped
    yield opened
    opened.close()


def find(index: Index, question: str, only: Filter = EVERYTHING) -> Findings:
    return search(index, question, question, 2000, only, today=date(2024, 9, 1))


def speakers(findings: Findings) -> list[str]:
    return list(dict.fromkeys(item.article.path for item in findings.evidence if item.article.dispatch_id))


def test_the_first_published_speaks_of_what_all_say_then_the_longest(index: Index) -> None:
    findings = find(index, "Combien de blessés lors de la crue de la Lourande ?")
    assert speakers(findings) == ["gazette.txt"], "of the two of 2 November, the one that was not cut"
    assert {index.articles[hit.passage.article_id].path for hit in findings.passages} == {"gazette.txt", "marche.txt"}


def test_the_version_that_alone_says_it_speaks(index: Index) -> None:
    findings = find(index, "Quand la décrue commencera-t-elle, d'après les prévisionnistes du bassin ?")
    assert speakers(findings) == ["echo.txt"]
    assert findings.evidence[0].text == WAITING


def test_the_others_are_named_by_date_the_file_where_the_outlet_is_unknown(index: Index) -> None:
    for item in find(index, "Combien de blessés lors de la crue de la Lourande ?").evidence:
        named = () if item.article.path == "marche.txt" else ("Le Courrier", "Le Phare", "L’Écho", "notes.txt")
        assert item.also_in == named


def test_what_was_not_yet_published_neither_speaks_nor_is_named(index: Index) -> None:
    findings = find(index, "Combien de blessés lors de la crue ?", Filter(until=date(2023, 11, 3)))
    assert findings.evidence[0].also_in == ("Le Courrier", "Le Phare")
    findings = find(index, "Combien de blessés lors de la crue ?", Filter(since=date(2023, 11, 3)))
    assert speakers(findings) == ["phare.txt"]
    assert findings.evidence[0].also_in == ("L’Écho", "notes.txt")


def test_an_outlet_is_not_named_beside_itself_nor_twice(index: Index) -> None:
    evidence = find(index, "Combien de blessés lors de la crue ?").evidence[:1]
    own = evidence[0].article
    printed = evidence[0].model_copy(
        update={"article": own.model_copy(update={"other_outlets": (own.outlet, "Le Courrier", "Le Phare")})}
    )
    assert sorted(with_reprints(index, [printed])[0].also_in) == sorted(evidence[0].also_in)
    assert own.outlet not in evidence[0].also_in


def test_without_dispatches_nothing_changes(press_index: Index) -> None:
    findings = find(press_index, "Qui dirige le port de Vaubrac ?")
    assert len(findings.passages) == min(PASSAGES, len(press_index.passages))
    assert all(item.also_in == item.article.other_outlets for item in findings.evidence)


def test_a_hundred_reprints_do_not_hide_the_other_articles(tmp_path: Path) -> None:
    build_index(write(tmp_path / "press", copies=24), tmp_path / "store", FakeEmbedder())
    crowded = Index(tmp_path / "store", FakeEmbedder())
    findings = find(crowded, "Combien de blessés lors de la crue de la Lourande ?")
    assert len(speakers(findings)) == 1
    assert "marche.txt" in {item.article.path for item in findings.evidence}
    crowded.close()


def test_the_citation_of_an_answer_carries_the_outlets(index: Index) -> None:
    answer = Assistant(index).ask("Combien de blessés la crue de la Lourande a-t-elle faits ?")
    cited = [citation for citation in answer.citations if citation.path == "gazette.txt"]
    assert cited
    assert {citation.also_in for citation in cited} == {("Le Courrier", "Le Phare", "L’Écho", "notes.txt")}
    assert '"also_in":["Le Courrier"' in answer.model_dump_json()
