from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.errors import BadGold
from sourcier.evaluation import load_gold
from sourcier.evaluation.dataset import read_gold
from sourcier.evaluation.mistakes import (
    GoldBlank,
    GoldBracketOpen,
    GoldChoiceMisspelt,
    GoldChoiceUnknown,
    GoldColon,
    GoldDateWanted,
    GoldDuplicate,
    GoldEmpty,
    GoldFieldEmpty,
    GoldFieldMissing,
    GoldFieldMisspelt,
    GoldFieldsWanted,
    GoldFieldTwice,
    GoldFieldUnknown,
    GoldHalfEmpty,
    GoldIndent,
    GoldLanguageWanted,
    GoldListWanted,
    GoldMissing,
    GoldNeedless,
    GoldNoColon,
    GoldNotAList,
    GoldQuoteOpen,
    GoldSign,
    GoldTab,
    GoldTextWanted,
    GoldToRead,
    GoldToWrite,
    GoldUnanswerable,
    GoldUnproved,
    GoldUnreadable,
    GoldWordingsWanted,
    GoldYesNoWanted,
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
        ("kind: factual", "kind: trivia", GoldChoiceUnknown, 4),
        ("kind: factual", "kind: factuel", GoldChoiceMisspelt, 4),
        ("kind: factual", "kind: [factual]", GoldTextWanted, 4),
        ("split: dev", "split: train", GoldChoiceUnknown, 5),
        ("split: dev", "split:", GoldFieldEmpty, 5),
        ("split: dev", "split: dev\n  language: français", GoldLanguageWanted, 6),
        ("split: dev", "split: dev\n  answerable: peut-être", GoldYesNoWanted, 6),
        ("split: dev", "split: dev\n  place: ici", GoldFieldUnknown, 6),
        ("split: dev", "split: dev\n  colour: blue", GoldFieldUnknown, 6),
        ("split: dev", "split: dev\n  1: blue", GoldFieldUnknown, 6),
        ("split: dev", "split: dev\n  draft: true", GoldToRead, 6),
        ("split: dev", "split: dev\n  history: [{role: reader, content: Oui}]", GoldChoiceUnknown, 6),
        ("split: dev", "split: dev\n  forbidden: Soubeyre", GoldListWanted, 6),
        ("split: dev", "split: dev\n  forbidden: ['?']", GoldBlank, 6),
        ("as_of: 2031-12-31", "as_of: demain", GoldDateWanted, 6),
        ("as_of: 2031-12-31", "as_of: 2031-02-31", GoldDateWanted, 6),
        ("as_of:", "asof:", GoldFieldMisspelt, 6),
        ("as_of: 2031-12-31", "kind: list", GoldFieldTwice, 6),
        ("question: Qui est à la tête du port ?", "question:", GoldToWrite, 3),
        ("question: Qui est à la tête du port ?", 'question: ""', GoldToWrite, 3),
        ("article: harbour.txt", "file: harbour.txt", GoldFieldMissing, 9),
        ("[[Odile Farran, Farran], [2031]]", "[Odile Farran]", GoldWordingsWanted, 7),
        ("[2031]", "[yes]", GoldTextWanted, 7),
        ("[2031]", "[!!int deux]", GoldUnreadable, 2),
        ("[2031]", '["…"]', GoldBlank, 7),
        ("[2031]", "[]", GoldBlank, 7),
        ("[[Odile Farran, Farran], [2031]]", "[]", GoldUnproved, 2),
        ("- article: harbour.txt\n      quote:", "-", GoldFieldsWanted, 9),
        ("kind: factual", "kind: far_unanswerable", GoldUnanswerable, 4),
        ("answerable: false", "answerable: false\n  facts: [[cent]]", GoldNeedless, 17),
        ("id: budget", "id: head", GoldDuplicate, 12),
        ("[2031]]", "[2031]", GoldBracketOpen, 7),
        ("Qui est", "Qui : est", GoldColon, 3),
        ("  split: dev", "\tsplit: dev", GoldTab, 5),
        ("split: dev", "split dev", GoldNoColon, 5),
        ("Qui est", "@Qui est", GoldSign, 3),
        ('Vaubrac."', "Vaubrac.", GoldQuoteOpen, 10),
        ('"Odile Farran dirige', '"Odile "Farran" dirige', GoldIndent, 10),
        ("Qui est", "Qui \x07 est", GoldUnreadable, 3),
        ("Qui est", "!!python/object:os.system est", GoldUnreadable, 3),
        ("- id: budget", "- budget\n- id: other", GoldNotAList, 12),
    ],
)
def test_each_mistake_names_its_line(tmp_path: Path, old: str, new: str, mistake: type[BadGold], line: int) -> None:
    assert old in GOOD
    file = write(tmp_path, GOOD.replace(old, new, 1))
    found = read_gold(file).mistakes
    assert (mistake, f"{file}:{line}") in [(type(each), each.values["place"]) for each in found]
    assert all(str(file) in each.message(language) for each in found for language in ("fr", "en"))
    with pytest.raises(type(found[0])):
        load_gold(file)


def test_every_mistake_of_a_file_is_named_at_once(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        GOOD.replace("kind: factual", "kind: factuel")
        .replace("as_of: 2031-12-31", "asof: 2031-12-31")
        .replace('Vaubrac."', "Vaubrac.")
        .replace("answerable: false", "answerable: false\n  facts: [[cent]]")
        + GOOD.replace("id: head", "id: first").replace("id: budget", "id: first")
        + "- id: last\n  question:\n  kind: liste\n  split: dev\n",
    )
    found = [(type(mistake), mistake.values["place"]) for mistake in read_gold(file).mistakes]
    assert found == [
        (GoldQuoteOpen, f"{file}:10"),
        (GoldNeedless, f"{file}:17"),
        (GoldDuplicate, f"{file}:29"),
        (GoldUnproved, f"{file}:34"),
        (GoldToWrite, f"{file}:35"),
        (GoldChoiceMisspelt, f"{file}:36"),
    ]


@pytest.mark.parametrize("written", ["7:52", "0612", "4.40", "1e3", "2031-12-31", "1_000", "12"])
def test_what_looks_like_a_number_is_the_text_it_is(tmp_path: Path, written: str) -> None:
    head, _ = load_gold(write(tmp_path, GOOD.replace("[2031]", f"[{written}]")))
    assert head.facts[1] == (written,)


def test_a_malformed_entry_hides_no_other(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD.replace('Vaubrac."', "Vaubrac."))
    gold = read_gold(file)
    assert [question.id for question in gold.questions] == ["budget"]
    assert gold.questions[0].place == f"{file}:12"


def test_entries_may_be_indented_and_named_by_an_alias(tmp_path: Path) -> None:
    indented = "".join(f"  {line}" for line in GOOD.splitlines(keepends=True))
    shared = indented.replace("[Odile Farran, Farran]", "&head [Odile Farran, Farran]").replace("[2031]", "*head")
    [head, _] = load_gold(write(tmp_path, shared))
    assert head.facts == (("Odile Farran", "Farran"),) * 2
    broken = shared.replace("Qui est", "@Qui est").replace("id: budget", "id: 'budget").replace("&head ", "")
    assert GoldQuoteOpen in {type(mistake) for mistake in read_gold(write(tmp_path, broken)).mistakes}


def test_every_part_knows_its_line(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD)
    head, _ = load_gold(file)
    assert head.place_of("facts", 1, 0) == f"{file}:7"
    assert head.place_of("evidence", 0, "quote") == f"{file}:10"
    assert head.place_of("note") == head.place == f"{file}:2"


def test_what_would_take_forever_is_refused_in_time(tmp_path: Path) -> None:
    laughs = "".join(f"  n{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9 if n else ['x'])}]\n" for n in range(12))
    for text in ("[" * 5000, f"- id: a\n{laughs}  kind: *l11\n  facts: *l11\n", "- &a\n  id: *a\n"):
        assert read_gold(write(tmp_path, text)).mistakes


@given(st.text(max_size=60), st.integers(0, len(GOOD)), st.integers(0, 20))
def test_whatever_is_written_is_read_or_named(inserted: str, at: int, removed: int) -> None:
    with TemporaryDirectory() as folder:
        file = write(Path(folder), (GOOD[:at] + inserted + GOOD[at + removed :]).encode("utf-8", "replace").decode())
        gold = read_gold(file)
        assert gold.questions or gold.mistakes
        for mistake in gold.mistakes:
            assert str(mistake.values["place"]).startswith(str(file))
            assert mistake.message("fr") != mistake.message("en")


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
    with pytest.raises(GoldMissing):
        load_gold(tmp_path / "absent.yaml")
    with pytest.raises(GoldEmpty):
        load_gold(tmp_path)
    file = write(tmp_path, GOOD.replace("split: test", "split: dev"))
    with pytest.raises(GoldHalfEmpty) as raised:
        load_gold(file, "test")
    assert "test" in raised.value.message("fr")


def test_a_mapping_is_not_a_list_of_questions(tmp_path: Path) -> None:
    with pytest.raises(GoldNotAList):
        load_gold(write(tmp_path, "id: head\n"))


def test_other_encodings_are_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "gold.yaml"
    file.write_bytes(GOOD.encode("cp1252"))
    with pytest.raises(GoldUnreadable) as raised:
        load_gold(file)
    assert "UTF-8" in raised.value.message("en")
