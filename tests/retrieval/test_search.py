"""From a question to its evidence, over the invented press in a real index."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from model_fakes import FakeEmbedder
from sourcier.index.builder import build_index
from sourcier.index.filters import Filter
from sourcier.index.reader import Index
from sourcier.language.analysis import terms
from sourcier.retrieval.hybrid import retrieve
from sourcier.retrieval.query import condense
from sourcier.retrieval.search import Findings, search
from sourcier.schema import Article, Turn

TODAY = date(2024, 9, 1)
QUESTIONS = [
    "Qui dirige le port de Vaubrac ?",
    "Combien de blessés la crue de la Lourande a-t-elle faits ?",
    "Quand le pont de Sainte-Ylie sera-t-il reconstruit ?",
    "Who runs the port of Vaubrac?",
    "Lisse",
    "xyzzy",
    "?",
    "من هو الوزير؟",
]
FILTERS = [
    Filter(),
    Filter(until=date(2023, 11, 2)),
    Filter(since=date(2023, 11, 2)),
    Filter(date(2023, 1, 1), date(2023, 12, 31)),
    Filter(since=date(2030, 1, 1)),
]
# The index is only read, and by no test changed.
READ_ONLY = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)


def find(index: Index, question: str, characters: int = 2000, only: Filter = FILTERS[0]) -> Findings:
    return search(index, question, question, characters, only, today=TODAY)


def paths(findings: Findings) -> list[str]:
    return [item.article.path for item in findings.evidence]


@pytest.mark.parametrize(
    ("question", "path", "said"),
    [
        ("Qui dirige le port de Vaubrac depuis janvier 2024 ?", "phare-direction.txt", "Bastien Corvelle dirige"),
        ("Combien de salariés a l'usine Tessandre ?", "phare-usine.txt", "85 salariés"),
        ("Combien coûtera la reconstruction du pont ?", "phare-pont.txt", "14 millions"),
        ("combien coutera la RECONSTRUCTION du pont", "phare-pont.txt", "14 millions"),
        ("Qui a dessiné le tablier ?", "phare-pont.txt", "Aimé Soubeyre"),
        ("Quand a lieu le marché de Lisse ?", "note-vallee.txt", "samedi"),
    ],
)
def test_the_sentence_that_answers_comes_among_the_first(
    press_index: Index, question: str, path: str, said: str
) -> None:
    first = find(press_index, question).evidence[:3]
    assert any(item.article.path == path and said in item.text for item in first)


@READ_ONLY
@given(
    question=st.one_of(st.sampled_from(QUESTIONS), st.text(max_size=80)),
    characters=st.integers(1, 3000),
    only=st.sampled_from(FILTERS),
)
def test_evidence_is_numbered_exact_unique_within_budget_and_only(
    press_index: Index, question: str, characters: int, only: Filter
) -> None:
    findings = find(press_index, question, characters, only)
    evidence = findings.evidence
    assert [item.marker for item in evidence] == list(range(1, len(evidence) + 1))
    assert len({item.text for item in evidence}) == len(evidence)
    assert len(evidence) == 1 or sum(len(item.text) for item in evidence) <= characters
    assert [item.score for item in evidence] == sorted((item.score for item in evidence), reverse=True)
    for item in evidence:
        assert item.article.text[item.sentence.start : item.sentence.end] == item.text
        assert item.sentence.article_id == item.article.id
        assert 0 <= item.score <= 1
        assert only.holds(item.article)
    assert all(only.holds(press_index.articles[hit.passage.article_id]) for hit in findings.passages)
    assert -1 <= findings.closeness <= 1 + 1e-6


@READ_ONLY
@given(
    question=st.one_of(st.sampled_from(QUESTIONS), st.text(max_size=80)),
    k=st.integers(1, 12),
    only=st.sampled_from(FILTERS),
)
def test_passages_are_ranked_unique_and_no_more_than_asked(
    press_index: Index, question: str, k: int, only: Filter
) -> None:
    found = retrieve(press_index, press_index.embed(question), k, only)
    assert len(found) <= k
    assert [hit.rank for hit in found] == list(range(1, len(found) + 1))
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert len({hit.passage.id for hit in found}) == len(found)
    assert all(0 <= hit.score <= 1 + 1e-9 for hit in found)


@pytest.mark.parametrize("only", FILTERS)
def test_both_halves_keep_to_the_only(press_index: Index, only: Filter) -> None:
    question = "la crue de la Lourande, le port de Vaubrac, Lisse, la vallée"
    inside = {row for row, hit in enumerate(press_index.passages) if only.holds(press_index.articles[hit.article_id])}
    dense = press_index.dense_passages(press_index.embed(question).vector, 99, only)
    lexical = press_index.lexical_passages(question, 99, only)
    assert dense.keys() == inside
    assert lexical.keys() == inside & press_index.lexical_passages(question, 99).keys()
    assert press_index.lexical_passages(question, 1, only).keys() <= lexical.keys()


def test_who_held_an_office_then(press_index: Index) -> None:
    question = "Qui dirige le port de Vaubrac ?"
    assert "phare-direction.txt" not in paths(find(press_index, question, only=Filter(until=date(2023, 12, 31))))
    assert "courrier-direction.txt" not in paths(find(press_index, question, only=Filter(since=date(2023, 1, 1))))


def test_the_date_asked_for_decides_between_two_office_holders(press_index: Index) -> None:
    assert paths(find(press_index, "Qui dirigeait le port de Vaubrac en mars 2022 ?"))[0] == "courrier-direction.txt"
    assert paths(find(press_index, "Qui dirigeait le port de Vaubrac en janvier 2024 ?"))[0] == "phare-direction.txt"


def test_where_sources_are_compared_each_is_heard(tmp_path: Path) -> None:
    press = tmp_path / "press"
    press.mkdir()
    (press / "long.txt").write_text(
        " ".join(f"La crue de la Lourande a noyé {where}." for where in ("le quai", "le pont", "le parc", "la gare"))
    )
    (press / "court.txt").write_text("La crue de la Lourande a noyé un jardin à Ormes.")
    (press / "loin.txt").write_text("Le musée de la Marine cherche un directeur pour ses dix salles.")
    build_index(press, tmp_path / "store", FakeEmbedder())
    index = Index(tmp_path / "store", FakeEmbedder())
    question = "Que fait la crue de la Lourande ?"
    assert set(paths(find(index, question, 130))) == {"long.txt"}
    assert set(paths(find(index, f"{question} Que disent les journaux ?", 130))) == {"long.txt", "court.txt"}
    index.close()


def test_a_reprint_is_read_once(press_index: Index) -> None:
    texts = [item.text for item in find(press_index, "Combien de blessés lors de la crue ?").evidence]
    assert sum("12 blessés" in text for text in texts) == 1
    assert sum("31 blessés" in text for text in texts) == 1


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("Que pense Barnabé Quintal du port de Vaubrac ?", {"barnab", "quintal"}),
        ("Que pense Mathilde Orsenne du port de Vaubrac ?", set()),
        ("Que dit Mme Orsenne du port ?", set()),
        ("Quand la SNCF ferme-t-elle la gare ?", {"sncf"}),
        ("Que dit M. Corvelle ?", set()),
    ],
)
def test_names_that_no_article_has(press_index: Index, question: str, unknown: set[str]) -> None:
    found = find(press_index, question).unknown_names
    assert {term for name in found for term in terms(name)} == unknown


def test_a_near_question_is_closer_than_a_far_one(press_index: Index) -> None:
    near = find(press_index, "Combien de blessés la crue de la Lourande a-t-elle faits ?").closeness
    assert near > find(press_index, "Quelle est la recette de la tarte aux pommes ?").closeness


def test_a_follow_up_is_searched_as_a_whole_question_in_its_own_language(press_index: Index) -> None:
    turns = [Turn(role="user", content="Qui dirige le port de Vaubrac ?"), Turn(role="assistant", content="…")]
    findings = search(press_index, "And in 2022?", condense("And in 2022?", turns), 2000, today=TODAY)
    assert findings.question == "Qui dirige le port de Vaubrac in 2022 ?"
    assert findings.language == "en"
    assert findings.evidence[0].article.path == "courrier-direction.txt"


def test_sentences_of_a_passage_are_those_within_it(press_index: Index) -> None:
    rows = press_index.sentences_within(press_index.passages)
    assert sorted(rows) == list(range(len(press_index.sentences)))
    assert press_index.sentences_within([]) == []


def article_at(index: Index, path: str) -> Article:
    return next(article for article in index.articles.values() if article.path == path)


INTERVIEW = """« Nous refusons du monde »

Odile Farran préside l'université de Lisse depuis le mois de mai. Elle fait ici sa première rentrée.

De combien est le déficit de l'université ?

De 7,3 millions d'euros. C'est le troisième exercice dans le rouge.

Que pensez-vous des examens à distance ?

Je n'y crois pas. Il faut des salles et des surveillants."""


def test_an_interviewer_proves_nothing_and_is_replied_to(tmp_path: Path) -> None:
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "entretien.txt").write_text(INTERVIEW, "utf-8")
    build_index(tmp_path / "press", tmp_path / "store", FakeEmbedder())
    index = Index(tmp_path / "store", FakeEmbedder())
    found = find(index, "Quel est le déficit de l'université ?")
    assert not any(item.text.endswith("?") for item in found.evidence)
    reply = found.evidence[0]
    assert (reply.text, reply.context) == ("De 7,3 millions d'euros.", "De combien est le déficit de l'université ?")


def test_what_stands_in_the_passage_behind_the_best_one_is_read_though_it_names_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "press").mkdir()
    filling = " ".join(f"La séance du point numéro {n} a duré longtemps et a été reportée." for n in range(11))
    (tmp_path / "press" / "conseil.txt").write_text(
        f"Le conseil de Lisse a voté\n\nAurélien Vasseur a dénoncé le budget. {filling} {filling}\n\n"
        f"Il reproche à la mairie d'avoir acheté une fontaine en Italie. {filling}",
        "utf-8",
    )
    (tmp_path / "press" / "autre.txt").write_text("Une brève\n\nLa digue de Bray a tenu toute la nuit.", "utf-8")
    build_index(tmp_path / "press", tmp_path / "store", FakeEmbedder())
    index = Index(tmp_path / "store", FakeEmbedder())
    passages = [passage for passage in index.passages if index.articles[passage.article_id].path == "conseil.txt"]
    first, second, *_ = passages
    assert index.with_neighbours([first]) == [first, second]
    assert index.with_neighbours([second])[:2] == [second, first]
    assert index.with_neighbours(passages) == sorted(passages, key=lambda passage: passage.start)

    monkeypatch.setattr("sourcier.retrieval.search.PASSAGES", 1)
    read = {item.sentence.start for item in find(index, "Qu'a dénoncé Aurélien Vasseur ?", characters=100_000).evidence}
    assert any(second.start <= start < second.end for start in read)
