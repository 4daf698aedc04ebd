from __future__ import annotations

from pathlib import Path

import pytest

from sourcier.errors import BadGold
from sourcier.evaluation import load_gold
from sourcier.evaluation.mistakes import (
    GoldBlank,
    GoldDuplicate,
    GoldEmpty,
    GoldFieldMissing,
    GoldFieldTwice,
    GoldFieldUnknown,
    GoldFieldWrong,
    GoldNeedless,
    GoldNotAList,
    GoldUnanswerable,
    GoldUnproved,
    GoldUnreadable,
)

GOOD = """\
# A comment
- id: head
  question: Qui est à la tête du port ?
  kind: factual
  split: dev
  as_of: 2031-12-31
  facts: [[Odile Farran, Farran], [2031]]
  evidence:
    - article: harbour.txt
      quote: "Odile Farran dirige le port de Vaubrac."

- id: budget
  question: Quel est le budget du port ?
  kind: near_unanswerable
  split: test
  answerable: false
"""


def write(folder: Path, text: str, name: str = "gold.yaml") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_questions_are_read_with_their_place(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD)
    head, budget = load_gold(file)
    assert (head.id, head.place, head.language) == ("head", f"{file}:2", "fr")
    assert head.as_of is not None
    assert head.as_of.isoformat() == "2031-12-31"
    assert head.facts == (("Odile Farran", "Farran"), ("2031",))
    assert (budget.answerable, budget.place) == (False, f"{file}:12")


def test_a_folder_is_read_in_the_order_of_its_files(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("id: head", "id: b1").replace("id: budget", "id: b2"), "b.yml")
    write(tmp_path, GOOD.replace("id: head", "id: a1").replace("id: budget", "id: a2"), "a.yaml")
    write(tmp_path, "{}", "baseline.json")
    assert [question.id for question in load_gold(tmp_path)] == ["a1", "a2", "b1", "b2"]


def test_one_half_is_read(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD)
    assert [question.id for question in load_gold(file, "dev")] == ["head"]
    assert [question.id for question in load_gold(file, "test")] == ["budget"]


@pytest.mark.parametrize(
    ("old", "new", "mistake", "line"),
    [
        ("  kind: factual\n", "", GoldFieldMissing, 2),
        ("kind: factual", "kind: trivia", GoldFieldWrong, 4),
        ("split: dev", "split: train", GoldFieldWrong, 5),
        ("as_of: 2031-12-31", "as_of: demain", GoldFieldWrong, 6),
        ("as_of:", "asof:", GoldFieldUnknown, 6),
        ("as_of: 2031-12-31", "kind: list", GoldFieldTwice, 6),
        ("article: harbour.txt", "file: harbour.txt", GoldFieldMissing, 9),
        ("[2031]", '["…"]', GoldBlank, 2),
        ("[2031]", "[]", GoldBlank, 2),
        ("[[Odile Farran, Farran], [2031]]", "[]", GoldUnproved, 2),
        ("kind: factual", "kind: far_unanswerable", GoldUnanswerable, 2),
        ("answerable: false", "answerable: false\n  facts: [[cent]]", GoldNeedless, 12),
        ("id: budget", "id: head", GoldDuplicate, 12),
        ("[2031]]", "[2031]", GoldUnreadable, 8),
        ("- id: budget", "- budget\n- id: other", GoldNotAList, 12),
    ],
)
def test_each_mistake_names_its_line(tmp_path: Path, old: str, new: str, mistake: type[BadGold], line: int) -> None:
    assert old in GOOD
    file = write(tmp_path, GOOD.replace(old, new, 1))
    with pytest.raises(mistake) as raised:
        load_gold(file)
    assert raised.value.values["place"] == f"{file}:{line}"
    for language in ("fr", "en"):
        assert str(file) in raised.value.message(language)


def test_the_other_place_of_a_duplicate_is_named(tmp_path: Path) -> None:
    first, second = write(tmp_path, GOOD, "a.yaml"), write(tmp_path, GOOD, "b.yaml")
    with pytest.raises(GoldDuplicate) as raised:
        load_gold(tmp_path)
    assert (raised.value.values["place"], raised.value.values["other"]) == (f"{second}:2", f"{first}:2")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]"])
def test_no_question_is_a_mistake(tmp_path: Path, text: str) -> None:
    with pytest.raises(GoldEmpty):
        load_gold(write(tmp_path, text))


def test_a_missing_path_and_an_empty_half_are_mistakes(tmp_path: Path) -> None:
    with pytest.raises(GoldEmpty):
        load_gold(tmp_path / "absent.yaml")
    file = write(tmp_path, GOOD.replace("split: test", "split: dev"))
    with pytest.raises(GoldEmpty):
        load_gold(file, "test")


def test_a_mapping_is_not_a_list_of_questions(tmp_path: Path) -> None:
    with pytest.raises(GoldNotAList):
        load_gold(write(tmp_path, "id: head\n"))


def test_other_encodings_are_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "gold.yaml"
    file.write_bytes(GOOD.encode("cp1252"))
    with pytest.raises(GoldUnreadable) as raised:
        load_gold(file)
    assert "UTF-8" in raised.value.message("en")
