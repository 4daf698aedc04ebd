"""The one object people hold, over the invented press, with scripted models."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise
from pathlib import Path
from threading import Barrier

import pytest

from model_fakes import FakeEmbedder, FakeModel, replied
from sourcier.answering.feed import Reply
from sourcier.answering.prompts import Message
from sourcier.assistant import Assistant
from sourcier.errors import EmptyQuestion, LLMInterrupted, LLMUnreachable, QuestionTooLong, StoreMissing
from sourcier.index.builder import build_index
from sourcier.index.reader import Index
from sourcier.inquiry import LONGEST_QUESTION
from sourcier.schema import Answer, Turn

PORT = "Qui dirige le port de Vaubrac ?"
CRUE = "Combien de blessés la crue de la rivière Lourande a-t-elle faits ?"
FAR = "Quelle est la recette de la tarte de Barnabé Quintal ?"
CORVELLE = "Bastien Corvelle dirige le port de Vaubrac depuis le 8 janvier 2024 [1]."
ORSENNE = "Mathilde Orsenne dirige le port de Vaubrac depuis lundi [2]."


@pytest.fixture(scope="module")
def assistant(press_index: Index) -> Assistant:
    return Assistant(press_index)


def drafting(index: Index, *replies: object) -> tuple[Assistant, FakeModel]:
    model = FakeModel(list(replies))  # type: ignore[arg-type]
    return Assistant(index, model), model


def assert_proved(answer: Answer, assistant: Assistant) -> None:
    """Every citation is an exact span of an article, and one of the sentences read, under the same number."""
    read = {(item.sentence.article_id, item.sentence.start): item for item in answer.evidence}
    for citation in answer.citations:
        assert assistant.articles[citation.article_id].text[citation.start : citation.end] == citation.quote
        item = read[citation.article_id, citation.start]
        assert (item.marker, item.text) == (citation.marker, citation.quote)
    assert [citation.marker for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert all(statement.citations for statement in answer.statements)


def test_without_a_model_article_sentences_are_quoted_dated_and_attributed(assistant: Assistant) -> None:
    answer = assistant.ask(PORT)
    assert answer.status == "answered"
    assert (answer.question, answer.language, answer.model) == (PORT, "fr", "extractive")
    assert {statement.support for statement in answer.statements} == {"quoted"}
    assert "Le Phare (9 janvier 2024) : « Bastien Corvelle dirige le port de Vaubrac" in answer.text
    assert "Le Courrier de Vaubrac (14 mars 2022) : « Mathilde Orsenne dirige" in answer.text
    assert_proved(answer, assistant)


def test_an_english_question_is_answered_in_english(assistant: Assistant) -> None:
    answer = assistant.ask("Who runs the port of Vaubrac?")
    assert answer.language == "en"
    assert "Le Phare (9 January 2024): “Bastien Corvelle dirige" in answer.text
    assert_proved(answer, assistant)


@pytest.mark.parametrize(
    "question",
    [
        PORT,
        CRUE,
        FAR,
        "Combien coûtera le pont de Sainte-Ylie ?",
        "Lisse ?",
        "Who runs the port of Vaubrac?",
        "<script>alert(1)</script> Vaubrac ?",
        "🚢 Vaubrac 🚢 ?",
        "من يدير ميناء Vaubrac؟",
        "a" * LONGEST_QUESTION,
    ],
)
@pytest.mark.parametrize("as_of", [None, date(2023, 11, 2)])
def test_whatever_is_asked_what_is_shown_is_proved(assistant: Assistant, question: str, as_of: date | None) -> None:
    answer = assistant.ask(question, as_of=as_of)
    assert answer.question == question
    assert (answer.status == "answered") == bool(answer.statements)
    assert_proved(answer, assistant)


def test_a_refusal_says_what_was_searched_and_what_is_nearest(assistant: Assistant) -> None:
    answer = assistant.ask(FAR)
    assert (answer.status, answer.statements, answer.citations) == ("not_in_corpus", (), ())
    assert answer.text == answer.notice
    assert answer.notice is not None
    assert "8 articles, de mars 2022 à juillet 2024" in answer.notice
    searched = answer.searched
    assert (searched.articles, searched.earliest, searched.latest) == (8, date(2022, 3, 14), date(2024, 7, 1))
    assert 0 < len(answer.nearest) <= 3
    assert {article.id for article in answer.nearest} <= assistant.articles.keys()


def test_a_name_that_no_article_has_is_refused(assistant: Assistant) -> None:
    assert assistant.ask("Barnabé Quintal dirige-t-il le port de Vaubrac ?").status == "not_in_corpus"


@pytest.mark.parametrize("question", ["", "   ", "\n\u00a0\t"])
def test_an_empty_question_is_refused_before_any_work(press_index: Index, question: str) -> None:
    assistant, model = drafting(press_index)
    embedder = watched(press_index)
    for asked in (assistant.ask, assistant.search, assistant.evidence, lambda text: next(assistant.stream(text))):
        with pytest.raises(EmptyQuestion):
            asked(question)
    assert (embedder.queries, model.prompts) == ([], [])


def test_a_question_of_2001_characters_is_refused_before_any_work(press_index: Index) -> None:
    assistant, model = drafting(press_index)
    embedder = watched(press_index)
    for asked in (assistant.ask, assistant.search, assistant.evidence):
        with pytest.raises(QuestionTooLong, match=r"2001.*2000"):
            asked("a" * 2001)
    assert (embedder.queries, model.prompts) == ([], [])


def watched(index: Index) -> FakeEmbedder:
    """The embedder of `index`, its memory of earlier questions gone."""
    embedder = index.embedder
    assert isinstance(embedder, FakeEmbedder)
    embedder.queries.clear()
    return embedder


def test_a_question_is_embedded_once(press_index: Index) -> None:
    embedder = watched(press_index)
    Assistant(press_index).ask(f"  {PORT}\n")
    assert embedder.queries == [PORT]


def test_drafted_sentences_are_shown_with_their_proof(press_index: Index) -> None:
    assistant, model = drafting(press_index, CORVELLE)
    answer = assistant.ask(PORT)
    assert answer.text.startswith("Bastien Corvelle dirige le port de Vaubrac depuis le 8 janvier 2024. [1]")
    assert answer.model == "fake"
    assert answer.statements[0].support == "supported"
    assert_proved(answer, assistant)
    (prompt,) = model.prompts
    assert prompt[:-1] == model.opening
    assert PORT in prompt[-1].content
    assert "(Le Phare, 9 janvier 2024) Bastien" in prompt[-1].content
    assert "Bastien Corvelle dirige le port" in prompt[-1].content


def test_a_sentence_that_nothing_proves_is_never_shown(press_index: Index) -> None:
    unproved = [
        "Lucien Farran dirige le port de Vaubrac depuis le 9 janvier 2024 [1].",
        "Bastien Corvelle dirige le port de Vaubrac depuis le 12 janvier 2024 [1].",
        "Bastien Corvelle ne dirige pas le port de Vaubrac [1].",
        "La capitale du Japon est Tokyo [1].",
    ]
    assistant, _ = drafting(press_index, " ".join([*unproved, CORVELLE]))
    answer = assistant.ask(PORT)
    drafted = [statement.text for statement in answer.statements if statement.support == "supported"]
    assert drafted == [CORVELLE.replace(" [1]", "")]
    assert_proved(answer, assistant)


def test_when_nothing_drafted_is_proved_the_articles_are_quoted(press_index: Index) -> None:
    assistant, _ = drafting(press_index, "La capitale du Japon est Tokyo [1].")
    answer = assistant.ask(PORT)
    assert answer.status == "answered"
    assert {statement.support for statement in answer.statements} == {"quoted"}
    assert "Tokyo" not in answer.model_dump_json()


def test_answers_grow_by_whole_statements_the_evidence_first(press_index: Index) -> None:
    assistant, _ = drafting(press_index, f"{CORVELLE} {ORSENNE}")
    answers = list(assistant.stream(PORT))
    assert answers[0].statements == ()
    assert answers[0].evidence
    for before, after in pairwise(answers):
        assert after.statements[: len(before.statements)] == before.statements
        assert {item.text for item in after.evidence} == {item.text for item in before.evidence}
    for answer in answers:
        assert_proved(answer, assistant)
    assert [len(answer.statements) for answer in answers] == [0, 1, 2, 2]
    assert answers[-1].timings.keys() == {"evidence", "first", "total"}


def test_a_model_out_of_reach_is_told_and_the_articles_are_quoted(press_index: Index) -> None:
    assistant, _ = drafting(press_index, [LLMUnreachable(model="fake")])
    answer = assistant.ask(PORT)
    assert answer.status == "answered"
    assert answer.notice is not None
    assert "injoignable" in answer.notice
    assert {statement.support for statement in answer.statements} == {"quoted"}
    assert_proved(answer, assistant)


def test_a_model_that_stops_half_way_leaves_what_is_proved(press_index: Index) -> None:
    assistant, _ = drafting(press_index, [f"{CORVELLE} Mathilde Orsenne", LLMInterrupted(model="fake")])
    answer = assistant.ask(PORT)
    assert answer.status == "interrupted"
    assert len(answer.statements) == 1
    assert answer.notice is not None
    assert_proved(answer, assistant)


def test_no_model_is_called_to_refuse(press_index: Index) -> None:
    assistant, model = drafting(press_index)
    assert assistant.ask(FAR).status == "not_in_corpus"
    assert model.prompts == []


def test_a_follow_up_is_answered_with_what_was_talked_about(assistant: Assistant) -> None:
    turns = [Turn(role="user", content=PORT), Turn(role="assistant", content=assistant.ask(PORT).text)]
    answer = assistant.ask("Et en mars 2022 ?", turns)
    assert answer.question == "Et en mars 2022 ?"
    assert answer.searched_question == "Qui dirige le port de Vaubrac en mars 2022 ?"
    assert answer.citations[0].path == "courrier-direction.txt"
    assert assistant.evidence("Et en mars 2022 ?", turns)[0].article.path == "courrier-direction.txt"


def test_as_of_leaves_out_what_was_published_later(assistant: Assistant) -> None:
    answer = assistant.ask(PORT, as_of=date(2023, 12, 31))
    assert "Orsenne" in answer.text
    assert "Corvelle" not in answer.model_dump_json()


def test_published_after_leaves_out_what_was_published_before_and_undated_articles(assistant: Assistant) -> None:
    answer = assistant.ask(CRUE, published_after=date(2023, 11, 3))
    assert "31 blessés" in answer.text
    assert {item.article.path for item in answer.evidence}.isdisjoint({"agence-crue.txt", "note-vallee.txt"})


def test_before_every_article_only_undated_ones_are_read(assistant: Assistant) -> None:
    answer = assistant.ask(PORT, as_of=date(1999, 1, 1))
    assert {item.article.path for item in answer.evidence} <= {"note-vallee.txt"}


def test_search_gives_ranked_passages(assistant: Assistant) -> None:
    hits = assistant.search(CRUE, k=3)
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert {assistant.articles[hit.passage.article_id].path for hit in hits[:2]} == {
        "agence-crue.txt",
        "courrier-bilan.txt",
    }


class SlowModel(FakeModel):
    """Answers each question only when every asker is being answered."""

    def __init__(self, askers: int) -> None:
        super().__init__()
        self._together = Barrier(askers, timeout=30)

    def stream(self, messages: Sequence[Message], grammar: str | None) -> Reply:
        self._together.wait()
        about_port = "Question : Qui dirige" in messages[-1].content
        return replied([CORVELLE if about_port else "La crue de la rivière Lourande a fait 12 blessés [1]."])


def test_threads_ask_at_once_and_each_gets_its_own_answer(press_index: Index) -> None:
    questions = [PORT, CRUE] * 2
    assistant = Assistant(press_index, SlowModel(len(questions)))
    with ThreadPoolExecutor(len(questions)) as pool:
        answers = list(pool.map(assistant.ask, questions))
    for question, answer in zip(questions, answers, strict=True):
        assert answer.question == question
        assert ("Corvelle" in answer.text) == (question == PORT)
        assert ("12 blessés" in answer.text) == (question == CRUE)
        assert_proved(answer, assistant)


def test_open_indexes_a_folder_then_opens_it_as_it_is(
    press: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StoreMissing):
        Assistant.open(store=tmp_path / "store", llm="extractive", embedder=FakeEmbedder())
    first = FakeEmbedder()
    assert len(Assistant.open(press, store=tmp_path / "store", llm="extractive", embedder=first).articles) == 8
    assert first.texts
    second = FakeEmbedder()
    opened = Assistant.open(store=tmp_path / "store", llm="extractive", embedder=second)
    assert opened.ask(PORT).status == "answered"
    assert second.texts == []


def test_opened_again_an_index_has_what_another_process_wrote(press: Path, tmp_path: Path) -> None:
    build_index(press, tmp_path / "store", FakeEmbedder())
    (press / "nouveau.txt").write_text("Le phare de Vaubrac sera repeint en rouge, annonce la commune.", "utf-8")
    build_index(press, tmp_path / "store", FakeEmbedder())
    answer = Assistant(Index(tmp_path / "store", FakeEmbedder())).ask("Que sait-on du phare de Vaubrac ?")
    assert answer.citations[0].path == "nouveau.txt"


def test_what_was_handed_out_is_read_after_another_process_has_changed_the_index(press: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assistant = Assistant.open(press, store=store, llm="extractive", embedder=FakeEmbedder())
    newest_first, articles = assistant.newest_first, assistant.articles
    (press / "gazette-festival.txt").unlink()
    build_index(press, store, FakeEmbedder())
    # Whoever asks now has the index opened anew, and the old one closed.
    assistant.ask(PORT)
    assert [article.id for article in newest_first] == [article.id for article in assistant.newest_first[:]]
    assert (len(newest_first), newest_first[-1].published) == (7, None)
    assert set(articles.values()) == set(newest_first)
