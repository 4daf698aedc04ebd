"""What a question is limited to: dates, outlets, paths, the day on which it is asked."""

from __future__ import annotations

from datetime import date

import pytest

from model_fakes import FakeModel
from sourcier.assistant import Assistant
from sourcier.errors import ImpossibleDate, NothingMatches, OutletUnknown
from sourcier.index.reader import Index
from sourcier.schema import Turn

CRUE = "Combien de blessés la crue de la rivière Lourande a-t-elle faits ?"
HISTORY = [
    Turn(role="user", content="Que dit Odile Marchand de la crue de la Lourande ?"),
    Turn(role="assistant", content="…"),
]


@pytest.fixture(scope="module")
def assistant(press_index: Index) -> Assistant:
    return Assistant(press_index)


@pytest.mark.parametrize(
    ("limits", "paths"),
    [
        ({"outlets": ["le courrier de vaubrac"]}, {"courrier-bilan.txt", "courrier-direction.txt"}),
        ({"paths": ["courrier-*"]}, {"courrier-bilan.txt", "courrier-direction.txt"}),
        ({"published_after": date(2023, 11, 3), "published_before": date(2023, 11, 30)}, {"courrier-bilan.txt"}),
        ({"published_after": date(2024, 7, 20)}, {"gazette-festival.txt"}),
        (
            {"published_after": date(2024, 2, 1), "published_before": date(2024, 7, 20)},
            {"phare-pont.txt", "gazette-festival.txt"},
        ),
        ({"published_after": date(2024, 2, 1), "as_of": date(2024, 7, 20)}, {"phare-pont.txt"}),
        ({"outlets": ["Le Courrier de Vaubrac"], "as_of": date(2022, 12, 31)}, {"courrier-direction.txt"}),
        (
            {"published_before": date(2024, 1, 1), "as_of": date(2022, 4, 1)},
            {"courrier-direction.txt", "note-vallee.txt"},
        ),
    ],
)
def test_every_way_of_asking_keeps_to_the_filter(
    assistant: Assistant, limits: dict[str, object], paths: set[str]
) -> None:
    answer = assistant.ask(CRUE, **limits)  # type: ignore[arg-type]
    hits = assistant.search(CRUE, **limits)  # type: ignore[arg-type]
    evidence = assistant.evidence(CRUE, **limits)  # type: ignore[arg-type]
    assert {item.article.path for item in answer.evidence} <= paths
    assert {item.article.path for item in evidence} <= paths
    assert {assistant.articles[hit.passage.article_id].path for hit in hits} == paths
    assert answer.searched.articles == len(paths)


@pytest.mark.parametrize(
    ("limits", "error"),
    [
        ({"published_after": date(2031, 1, 1)}, NothingMatches),
        ({"paths": ["ailleurs"]}, NothingMatches),
        ({"outlets": ["Le Fare"]}, OutletUnknown),
    ],
)
def test_a_filter_that_nothing_passes_is_said_before_any_answer(
    assistant: Assistant, limits: dict[str, object], error: type[Exception]
) -> None:
    for asked in (assistant.ask, assistant.search, assistant.evidence, lambda *a, **k: next(assistant.stream(*a, **k))):
        with pytest.raises(error):
            asked(CRUE, **limits)


def test_a_question_about_a_day_that_does_not_exist_is_said(assistant: Assistant) -> None:
    with pytest.raises(ImpossibleDate, match="31 novembre 2023"):
        assistant.ask("Que s'est-il passé le 31 novembre 2023 ?")


def test_the_outlets_are_those_of_the_articles(assistant: Assistant) -> None:
    assert set(assistant.outlets) == {
        "Le Phare", "Le Courrier de Vaubrac", "Agence Lourande", "La Gazette du Causse",
    }  # fmt: skip
    assert assistant.outlets[0] == "Le Phare"


def test_what_rules_cannot_tell_the_model_words(press_index: Index) -> None:
    worded = "Combien de blessés la crue de la Lourande a-t-elle faits ?"
    model = FakeModel([worded, "La crue de la Lourande a fait 12 blessés."])
    answer = Assistant(press_index, model).ask("Combien de blessés a-t-elle faits ?", HISTORY)
    assert answer.searched_question == worded
    assert answer.question == "Combien de blessés a-t-elle faits ?"
    assert "À réécrire : Combien de blessés a-t-elle faits ?" in model.prompts[0][-1].content


def test_without_a_model_or_a_sound_wording_the_rules_word_it(press_index: Index) -> None:
    by_rule = f"Combien de blessés a-t-elle faits ? ({HISTORY[0].content})"
    unsound = FakeModel(["Une tarte aux pommes ?", "La crue de la Lourande a fait 12 blessés."])
    for assistant in (Assistant(press_index), Assistant(press_index, unsound)):
        assert assistant.ask("Combien de blessés a-t-elle faits ?", HISTORY).searched_question == by_rule
