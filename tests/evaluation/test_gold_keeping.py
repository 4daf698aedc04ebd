"""An exchange becomes a draft at the end of a gold file: sound but for being unread, and all else as it was."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sourcier.desk import Exchange
from sourcier.errors import BadGold, FileUnwritable
from sourcier.evaluation.checking import mistakes_of
from sourcier.evaluation.dataset import GoldQuestion, read_gold
from sourcier.evaluation.keeping import _scalar, keep_as_gold
from sourcier.evaluation.mistakes import GoldNotAppended, GoldToRead
from sourcier.evaluation.parsing import parse
from sourcier.schema import Answer, Article, Citation, Searched, Statement

TOLL = "Le péage du pont de Vaubrac passe à 4 euros le 3 mai 2024, selon Odile Farran."
HARBOUR = "Les grues du port restent à quai."
WRITTEN = """\
# Nos questions, écrites à la main.

- id: head   # la première
  question: Qui est à la tête du port ?
  kind: factual
  split: dev
  facts: [[Farran]]
  evidence:
    - {article: peage.txt, quote: Odile Farran}
# La suite viendra.
"""
HOSTILE = (
    "<script>alert(1)</script>",
    "a: b # c\n- id: d\n  - e",
    "\" ' \\ {} [] & * ! | > % @ `",
    "Le \u202ecruof\u202c \x00 \x1b \x7f \x85 \u2028 \ufeff \ufffe 😀 \ud83d",
    "--- ... \t",
    "Été " * 25_000,
)


def article(text: str, path: str = "peage.txt") -> Article:
    return Article(id=sha256(text.encode()).hexdigest(), path=path, title="Titre", text=text)


ARTICLES = (article(TOLL), article(HARBOUR, "port.txt"))


def exchange(question: str, *cited: Article, searched: str | None = None, language: str = "fr") -> Exchange:
    statements = tuple(
        Statement(
            text=each.text,
            citations=(
                Citation(
                    marker=marker,
                    article_id=each.id,
                    path=each.path,
                    title=each.title,
                    quote=each.text,
                    start=0,
                    end=len(each.text),
                ),
            ),
            support="quoted",
        )
        for marker, each in enumerate(cited, start=1)
    )
    answer = Answer(
        question="?",
        searched_question=searched or "?",
        status="answered" if cited else "not_in_corpus",
        statements=statements,
        notice=None if cited else "Les articles n'en disent rien.",
        searched=Searched(articles=2),
        language=language,
        model="extractive",
    )
    return Exchange(question, answer, settled=True)


def sound(file: Path) -> tuple[GoldQuestion, ...]:
    """The questions of a file with which nothing is wrong but that drafts are unread."""
    gold = read_gold(file)
    assert {type(mistake) for mistake in mistakes_of(gold, ARTICLES)} <= {GoldToRead}
    return gold.questions


def test_a_first_question_makes_the_file_with_what_there_is_to_do(tmp_path: Path) -> None:
    file = tmp_path / "gold.yaml"
    id_ = keep_as_gold(file, [exchange("Combien coûte le pont ?", ARTICLES[0])], "Bien, mais la date ?")
    [question] = sound(file)
    assert (question.id, question.question, question.note) == (id_, "Combien coûte le pont ?", "Bien, mais la date ?")
    assert (question.kind, question.split, question.draft) == ("factual", "dev", True)
    assert [(each.article, each.quote) for each in question.evidence] == [("peage.txt", TOLL)]
    assert ("3 mai 2024",) in question.facts
    assert file.read_text("utf-8").startswith("# yaml-language-server:")
    assert (tmp_path / "gold.schema.json").exists()


def test_what_stands_in_the_file_stays_letter_by_letter(tmp_path: Path) -> None:
    file = tmp_path / "gold.yaml"
    file.write_text(WRITTEN, "utf-8")
    keep_as_gold(file, [exchange("Combien ?", *ARTICLES)])
    keep_as_gold(file, [exchange("Et le train ?")])
    assert file.read_text("utf-8").startswith(WRITTEN + "\n- id: asked-")
    first, second, third = sound(file)
    assert (first.id, second.split, third.split) == ("head", "test", "dev")
    assert (second.kind, third.kind, third.answerable) == ("two_articles", "near_unanswerable", False)


def test_a_question_asked_again_is_not_added_again(tmp_path: Path) -> None:
    file = tmp_path / "gold.yaml"
    first = keep_as_gold(file, [exchange("Combien ?", ARTICLES[0])])
    before = file.read_bytes()
    assert keep_as_gold(file, [exchange("Combien ?", ARTICLES[1])]) == first
    assert file.read_bytes() == before


def test_a_follow_up_comes_with_what_was_said_before(tmp_path: Path) -> None:
    file = tmp_path / "gold.yaml"
    earlier = exchange("Et le pont ?", ARTICLES[0])
    keep_as_gold(file, [earlier, exchange("Combien ?", ARTICLES[0], searched="Combien coûte le pont ?")])
    [question] = sound(file)
    assert question.kind == "follow_up"
    assert [turn.content for turn in question.history] == ["Et le pont ?", f"{TOLL} [1]"]


def test_a_question_in_english_is_said_to_be(tmp_path: Path) -> None:
    keep_as_gold(tmp_path / "gold.yaml", [exchange("How much?", ARTICLES[0], language="en")])
    [question] = sound(tmp_path / "gold.yaml")
    assert (question.kind, question.language) == ("english", "en")


def test_a_quote_without_names_or_figures_is_a_fact_by_itself(tmp_path: Path) -> None:
    keep_as_gold(tmp_path / "gold.yaml", [exchange("Où sont les grues ?", ARTICLES[1])])
    [question] = sound(tmp_path / "gold.yaml")
    assert question.facts == ((HARBOUR,),)


def test_a_question_that_failed_is_drafted_as_one_without_an_answer(tmp_path: Path) -> None:
    keep_as_gold(tmp_path / "gold.yaml", [Exchange("Et le bac ?", problem="Échec.", settled=True)])
    [question] = sound(tmp_path / "gold.yaml")
    assert not question.answerable


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_in_its_field(tmp_path: Path, text: str) -> None:
    file = tmp_path / "gold.yaml"
    file.write_text(WRITTEN, "utf-8")
    # Sentences are short; questions and notes are as long as anybody cares to paste.
    hostile = article(text.replace("\ud83d", "")[:1000] + " Fin.", "sous/dossier : 1.txt")
    keep_as_gold(file, [exchange(text, hostile)], text)
    _, question = read_gold(file).questions
    expected = text.encode("utf-8", "replace").decode().strip()
    assert (question.question, question.note) == (expected, expected)
    assert [(each.article, each.quote) for each in question.evidence] == [(hostile.path, hostile.text)]
    assert {type(mistake) for mistake in mistakes_of(read_gold(file), [*ARTICLES, hostile])} == {GoldToRead}


@given(st.text())
def test_any_text_is_read_back_from_yaml(text: str) -> None:
    assert yaml.safe_load(_scalar(text)) == text
    assert json.loads(_scalar(text)) == text


@pytest.mark.parametrize(
    "standing",
    [WRITTEN.rstrip("\n"), WRITTEN.replace("\n", "\r\n"), "\ufeff" + WRITTEN, "", "# rien encore", "\n  " + "\n  ".join(
        line for line in WRITTEN.splitlines() if not line.startswith("#")
    )],
    ids=["no newline", "windows", "mark", "empty", "comment", "indented"],
)  # fmt: skip
def test_files_of_every_shape_are_continued_in_their_own(tmp_path: Path, standing: str) -> None:
    file = tmp_path / "gold.yaml"
    file.write_bytes(standing.encode())
    keep_as_gold(file, [exchange("Combien ?", ARTICLES[0])])
    assert file.read_bytes().startswith(standing.encode())
    assert ("\r\n" in standing) == (b"\r\n" in file.read_bytes())
    assert file.read_bytes().count(b"\n") == file.read_bytes().count(b"\r\n") or "\r\n" not in standing
    assert sound(file)[-1].question == "Combien ?"


@pytest.mark.parametrize(
    "standing", ["[]\n", WRITTEN + "...\n", "[{id: a}]", "id: a\n", "- id: 'a\n", "- id: a\n\t- b\n"]
)
def test_a_file_that_nothing_can_follow_stays_as_it_is(tmp_path: Path, standing: str) -> None:
    file = tmp_path / "gold.yaml"
    file.write_text(standing, "utf-8")
    with pytest.raises(BadGold):
        keep_as_gold(file, [exchange("Combien ?", ARTICLES[0])])
    assert file.read_text("utf-8") == standing


def test_why_nothing_can_follow_is_said(tmp_path: Path) -> None:
    (tmp_path / "gold.yaml").write_text("[]\n", "utf-8")
    with pytest.raises(GoldNotAppended, match=r"gold\.yaml"):
        keep_as_gold(tmp_path / "gold.yaml", [exchange("Combien ?", ARTICLES[0])])


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileUnwritable):
        keep_as_gold(tmp_path / "nowhere" / "gold.yaml", [exchange("Combien ?", ARTICLES[0])])


def test_readers_who_add_at_once_lose_nothing(tmp_path: Path) -> None:
    file = tmp_path / "gold.yaml"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: keep_as_gold(file, [exchange(f"Numéro {number} ?", ARTICLES[0])]), range(12)))
    assert len(parse(file)[0]) == 12
    assert len(sound(file)) == 12


def test_nothing_is_taken_over_of_an_answer_that_is_doubted(tmp_path: Path) -> None:
    file = tmp_path / "gold.yaml"
    keep_as_gold(file, [exchange("Combien coûte le péage ?", ARTICLES[0])], doubted=True)
    (entry,) = yaml.safe_load(file.read_text("utf-8"))
    assert (entry["facts"], entry["evidence"], entry["draft"]) == ([], [], True)
    assert "answerable" not in entry
    assert [type(mistake).__name__ for mistake in read_gold(file).mistakes] == ["GoldUnproved"]
