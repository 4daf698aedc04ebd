"""Answers made of evidence and a draft: what is shown, how it is numbered, what is told when something fails."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from datetime import date

import pytest
from evidence_builders import EVIDENCE, PRESS, article, evidence_of, findings_of
from hypothesis import given
from hypothesis import strategies as st
from model_servers import OPENAI, Reply, serving

from model_fakes import FakeModel
from sourcier import resources
from sourcier.answering.answer import Answering
from sourcier.answering.llm import Model, open_model
from sourcier.answering.prompts import Prompt
from sourcier.errors import LLMError, LLMGarbled, LLMInterrupted, LLMTimeout, LLMUnreachable
from sourcier.schema import Answer, Evidence

PROMPT = Prompt.load(resources.shipped("prompts"), "answer")
QUESTION = "Que sait-on du port de Vaubrac et de la crue ?"
TRUE = "Bastien Corvelle dirige le port de Vaubrac depuis le 8 janvier 2024."
ALSO_TRUE = "Les secours ont évacué 1 200 habitants de Sainte-Ylie."
FALSE = "Mathilde Orsenne dirige le port de Vaubrac."
MARKER = re.compile(r"\[(\d+)\]")


def answers(
    model: Model | None,
    evidence: Sequence[Evidence] = EVIDENCE,
    language: str = "fr",
    place: float = 1.0,
    candidates: int = 1,
) -> list[Answer]:
    answering = Answering(
        question=QUESTION,
        findings=findings_of(evidence, QUESTION, language, place),
        started=time.perf_counter(),
        model=model.name if model else "extractive",
        candidates=candidates,
    )
    return list(answering.stream(model, PROMPT))


def drafted(*pieces: str | LLMError, evidence: Sequence[Evidence] = EVIDENCE, language: str = "fr") -> Answer:
    return answers(FakeModel([list(pieces)]), evidence, language)[-1]  # type: ignore[arg-type]


def assert_sound(answer: Answer) -> None:
    """Markers run 1, 2, 3… as the reader meets them; evidence has the same numbers; quotes are exact spans."""
    met = [citation.marker for statement in answer.statements for citation in statement.citations]
    assert list(dict.fromkeys(met)) == list(range(1, len(set(met)) + 1))
    assert [item.marker for item in answer.evidence] == list(range(1, len(answer.evidence) + 1))
    texts = {item.article.id: item.article.text for item in answer.evidence}
    for citation in answer.citations:
        item = answer.evidence[citation.marker - 1]
        assert (item.article.id, item.text, item.sentence.start) == (
            citation.article_id,
            citation.quote,
            citation.start,
        )
        assert texts[citation.article_id][citation.start : citation.end] == citation.quote
    assert {int(number) for number in MARKER.findall(answer.text)} <= set(met)
    assert {marker for remark in answer.remarks for marker in remark.markers} <= set(met)
    for statement in answer.statements:
        assert "".join(piece for piece, _ in statement.pieces) == statement.text


def test_citations_are_numbered_as_the_reader_meets_them() -> None:
    answer = drafted(f"{ALSO_TRUE} {TRUE}")
    assert [statement.text for statement in answer.statements[:2]] == [ALSO_TRUE, TRUE]
    assert [citation.quote for citation in answer.citations[:2]] == [EVIDENCE[4].text, EVIDENCE[0].text]
    assert_sound(answer)


def test_of_a_sentence_that_leaves_out_what_is_asked_the_proof_is_quoted_once() -> None:
    answer = drafted("Bastien Corvelle dirige le port. Le port est dirigé par Bastien Corvelle.")
    quoted = [statement for statement in answer.statements if TRUE in statement.text]
    assert [statement.support for statement in quoted] == ["quoted"]
    assert answer.statements[0] == quoted[0]
    assert_sound(answer)


def test_a_sentence_said_twice_is_shown_once() -> None:
    answer = drafted(f"{TRUE} {TRUE.upper()} {TRUE}")
    assert [statement.support for statement in answer.statements].count("supported") == 1
    assert_sound(answer)


@pytest.mark.parametrize(
    "mark",
    [
        "[0]",
        "[7]",
        "[99]",
        "[1,3]",
        "[1-3]",
        "【2】",
        "[1](javascript:x)",
        "[[5]]",
        "［4］",
        "[1][2]",
        "[n°3]",
        "[5",
        "6]",
    ],
)
@pytest.mark.parametrize(
    "place", [f"{TRUE[:-1]} {{}}.", f"{TRUE} {{}}", f"{{}} {TRUE}", TRUE.replace(" dirige", "{} dirige")]
)
def test_no_mark_of_the_model_is_shown(mark: str, place: str) -> None:
    for answer in answers(FakeModel([[place.format(mark)]])):
        assert_sound(answer)
        for statement in answer.statements:
            assert not re.search(r"[\[\]【】［］]|javascript", statement.text)


pieces = st.one_of(
    st.sampled_from(
        [TRUE, ALSO_TRUE, FALSE, *(item.text for item in EVIDENCE), "[1]", " [2, 3]", "[", "](x)", "\n", " "]
    ),
    st.text(max_size=12),
)
faults = st.sampled_from([None, LLMInterrupted(model="fake"), LLMTimeout(model="fake", seconds="1")])


@given(st.lists(pieces, max_size=8), faults, st.sampled_from(["fr", "en"]), st.permutations(range(len(EVIDENCE))))
def test_whatever_a_model_says_what_is_shown_is_proved(
    said: list[str], fault: LLMError | None, language: str, order: list[int]
) -> None:
    evidence = [EVIDENCE[place].model_copy(update={"marker": rank}) for rank, place in enumerate(order, 1)]
    reply = [*said, *([fault] if fault else [])]
    grown = answers(FakeModel([reply]), evidence, language)  # type: ignore[list-item]
    for answer in grown:
        assert_sound(answer)
        assert {item.text for item in answer.evidence} == {item.text for item in evidence}
        assert all(statement.citations for statement in answer.statements)
    assert grown[-1].status in ("answered", "interrupted")
    assert grown[-1].statements
    # A fault after the last sentence that is read is not met.
    assert grown[-1].notice is None or fault is not None


def test_without_a_model_the_best_sentences_are_quoted_in_their_order() -> None:
    first, last = answers(None)
    assert first.statements == ()
    assert [statement.support for statement in last.statements] == ["quoted"] * len(last.statements)
    assert [citation.quote for citation in last.citations] == [item.text for item in EVIDENCE[: len(last.citations)]]
    assert_sound(last)


TOLLS = evidence_of(
    article("La crue de la Lourande a fait deux morts mardi matin.", published=date(2023, 11, 2)),
    article("Trois personnes ont été tuées par la crue de la Lourande.", "L'Écho", date(2023, 11, 2)),
)


@pytest.mark.parametrize("model", [None, FakeModel([["La crue de la Lourande a fait deux morts."]])])
def test_sources_that_differ_are_both_quoted_and_said_to_differ(model: Model | None) -> None:
    question = "Combien de morts la crue de la Lourande a-t-elle faits ?"
    answering = Answering(question, findings_of(TOLLS, question), time.perf_counter(), "fake")
    *_, answer = answering.stream(model, PROMPT)
    assert_sound(answer)
    assert {citation.quote for citation in answer.citations} == {item.text for item in TOLLS}
    (remark,) = answer.remarks
    assert (remark.kind, set(remark.markers)) == ("conflict", {1, 2})
    assert answer.text.endswith(remark.text)
    assert answer.notice is None
    assert ("mardi matin [31 octobre 2023]" in answer.text) == (model is None)
    assert Answer.model_validate_json(answer.model_dump_json()) == answer


@pytest.mark.parametrize("reply", [FALSE, "", "SANS RÉPONSE", "[1]", "Je ne sais pas.", " \n\n "])
def test_when_no_sentence_is_proved_the_articles_are_quoted_without_a_notice(reply: str) -> None:
    answer = drafted(reply)
    assert answer.statements == answers(None)[-1].statements
    assert (answer.status, answer.notice) == ("answered", None)


def test_a_model_that_proves_nothing_is_told_so_and_tries_once_more() -> None:
    model = FakeModel([FALSE, TRUE])
    answer = answers(model)[-1]
    assert (answer.statements[0].text, answer.statements[0].support) == (TRUE, "supported")
    first, second = model.prompts
    assert second[: len(first)] == first
    said, objection = second[len(first) :]
    assert (said.role, said.content) == ("assistant", f"OUI : {FALSE}")
    assert objection.role == "user"
    assert FALSE in objection.content
    assert_sound(answer)


@pytest.mark.parametrize("second", [FALSE, "NON", "", LLMGarbled(model="fake")])
def test_it_is_not_told_so_twice(second: str | LLMError) -> None:
    model = FakeModel([FALSE, [second], TRUE])
    answer = answers(model)[-1]
    assert len(model.prompts) == 2
    assert answer.statements == answers(None)[-1].statements
    assert (answer.notice is None) == isinstance(second, str)


@pytest.mark.parametrize("reply", [f"{FALSE} {TRUE}", f"{TRUE} {FALSE}", "NON", ""])
def test_a_draft_of_which_something_is_proved_or_nothing_said_is_left_at_that(reply: str) -> None:
    model = FakeModel([reply, ALSO_TRUE])
    assert ALSO_TRUE not in answers(model)[-1].text
    assert len(model.prompts) == 1


def test_a_template_without_words_for_it_asks_once() -> None:
    model = FakeModel([FALSE, TRUE])
    answering = Answering(QUESTION, findings_of(EVIDENCE, QUESTION), time.perf_counter(), "fake")
    *_, answer = answering.stream(model, PROMPT.model_copy(update={"repair": ""}))
    assert len(model.prompts) == 1
    assert {statement.support for statement in answer.statements} == {"quoted"}


@pytest.mark.parametrize("fault", [LLMUnreachable, LLMGarbled, LLMInterrupted])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_model_that_fails_at_once_is_told_and_the_articles_are_quoted(fault: type[LLMError], language: str) -> None:
    error = fault(model="fake")
    answer = drafted(error, language=language)
    assert answer.statements == answers(None, language=language)[-1].statements
    assert answer.status == "answered"
    assert answer.notice is not None
    assert answer.notice.startswith(error.message(language))
    assert answer.notice.endswith({"fr": "phrases des articles.", "en": "sentences of the articles."}[language])


@pytest.mark.parametrize(("language", "told"), [("fr", "Réponse interrompue."), ("en", "The answer was interrupted.")])
def test_a_model_that_fails_in_the_middle_leaves_what_is_proved(language: str, told: str) -> None:
    error = LLMInterrupted(model="fake")
    answer = drafted(f"{TRUE} {FALSE} {ALSO_TRUE} Les secours", error, language=language)
    assert [statement.text for statement in answer.statements] == [TRUE, ALSO_TRUE]
    assert (answer.status, answer.notice) == ("interrupted", f"{told} {error.message(language)}")
    assert_sound(answer)


def test_the_last_sentence_of_an_interrupted_reply_is_not_taken_for_whole() -> None:
    answer = drafted(f"{TRUE} Les secours ont évacué 1 200 habitants", LLMInterrupted(model="fake"))
    assert [statement.text for statement in answer.statements] == [TRUE]


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
def test_a_question_far_from_every_article_is_refused_without_the_model(language: str) -> None:
    model = FakeModel()
    (answer,) = answers(model, language=language, place=-1.0)
    assert model.prompts == []
    assert (answer.status, answer.statements) == ("not_in_corpus", ())
    assert answer.notice is not None
    assert {
        "fr": "2 articles, de novembre 2023 à janvier 2024",
        "en": "2 articles, from November 2023 to January 2024",
        "ar": "2 مقالات، من نوفمبر 2023 إلى يناير 2024",
    }[language] in answer.notice
    assert [own.id for own in answer.nearest] == [own.id for own in PRESS]


def test_an_empty_index_is_a_refusal() -> None:
    (answer,) = answers(None, evidence=())
    assert (answer.status, answer.nearest) == ("not_in_corpus", ())


def test_evidence_too_long_for_any_model_is_quoted() -> None:
    model = FakeModel()
    long = evidence_of(article("Le port de Vaubrac " + "et la rade de Lisse " * 500, published=date(2024, 1, 1)))
    answer = answers(model, evidence=long)[-1]
    assert model.prompts == []
    assert [statement.support for statement in answer.statements] == ["quoted"]


def test_a_served_model_is_left_when_the_reader_leaves() -> None:
    def endless(reply: Reply) -> None:
        reply.head()
        reply.send(OPENAI.piece(f"{TRUE} "))
        while not reply.server.closing.wait(0.02):
            reply.send(OPENAI.piece("Les secours "))

    with serving(endless) as server:
        model = open_model(OPENAI.spec(server))
        assert model is not None
        answering = Answering(
            question=QUESTION,
            findings=findings_of(EVIDENCE, QUESTION),
            started=time.perf_counter(),
            model=model.name,
        )
        stream = answering.stream(model, PROMPT)
        assert next(stream).statements == ()
        assert next(stream).statements[0].text == TRUE
        stream.close()
        end = time.monotonic() + 3
        while server.replying and time.monotonic() < end:
            time.sleep(0.02)
        assert server.replying == 0


@pytest.mark.parametrize("replies", [[FALSE, TRUE], [TRUE, FALSE], [f"{FALSE} {TRUE}", f"{TRUE} {ALSO_TRUE} {FALSE}"]])
def test_of_several_drafts_the_best_proved_is_shown(replies: list[str]) -> None:
    model = FakeModel(list(replies), batches=True)
    answer = answers(model, candidates=2)[-1]
    said = [statement.text for statement in answer.statements if statement.support == "supported"]
    assert said == ([TRUE, ALSO_TRUE] if ALSO_TRUE in replies[-1] else [TRUE])
    assert len(model.prompts) == 2
    assert len({messages[-1].content for messages in model.prompts}) == 2, "each draft is led by another sentence"
    assert_sound(answer)


def test_a_draft_that_fails_does_not_spoil_the_other_and_two_that_fail_are_told() -> None:
    failing: list[str | LLMError] = [LLMTimeout(model="fake", seconds="1")]
    one = FakeModel([failing, TRUE], batches=True)  # type: ignore[list-item]
    assert TRUE in [statement.text for statement in answers(one, candidates=2)[-1].statements]
    two = FakeModel([failing, failing], batches=True)  # type: ignore[list-item]
    told = answers(two, candidates=2)[-1]
    assert told.notice is not None
    assert "fake" in told.notice
    assert all(statement.support == "quoted" for statement in told.statements)


def test_a_model_that_makes_one_reply_at_a_time_drafts_once() -> None:
    model = FakeModel([TRUE, TRUE])
    answers(model, candidates=3)
    assert len(model.prompts) == 1
