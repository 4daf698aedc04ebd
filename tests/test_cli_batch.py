"""What a line of a batch holds."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from model_fakes import FakeEmbedder
from sourcier.assistant import Assistant
from sourcier.cli.batch import hits_json, run_batch
from sourcier.cli.query import Query, query_of
from sourcier.errors import BadDate, FileUnreadable
from sourcier.index.builder import build_index

LIMITS = query_of(None, "2022", "2024", "mars 2024", ["Le Phare"], ["2024"])
CRUE = "Combien de blessés la crue de la rivière Lourande a-t-elle faits ?"


def test_a_passage_whose_article_was_taken_out_since_the_search_is_left_out(press: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assistant = Assistant.open(press, store=store, llm="extractive", embedder=FakeEmbedder())
    found = assistant.search(CRUE, k=3)
    paths = [hit["path"] for hit in hits_json(assistant, found)]
    assert "courrier-bilan.txt" in paths
    (press / "courrier-bilan.txt").unlink()
    build_index(press, store, FakeEmbedder())
    left = [hit["path"] for hit in hits_json(assistant, found)]
    assert left == [path for path in paths if path != "courrier-bilan.txt"]


def asked(folder: Path, text: str, limits: Query = LIMITS, language: str = "fr") -> list[Query]:
    """The questions that a batch of this text asks."""
    queries: list[Query] = []

    def keep(query: Query) -> dict[str, Any]:
        queries.append(query)
        return {}

    source = folder / "in.jsonl"
    source.write_text(text, "utf-8")
    assert run_batch(source, folder / "out.jsonl", keep, limits, language) == 0
    return queries


def line(**fields: object) -> str:
    return json.dumps({"id": 1, "question": CRUE, **fields}, ensure_ascii=False)


def test_null_and_nothing_do_not_lift_the_limits_of_the_command(tmp_path: Path) -> None:
    fields = ("as_of", "published_after", "after", "published_before", "before", "outlets", "paths", "history")
    lines = [line(), *(line(**{field: None}) for field in fields), line(outlets=[], paths=[])]
    assert asked(tmp_path, "\n".join(lines)) == [LIMITS.model_copy(update={"id": 1, "question": CRUE})] * len(lines)


def test_one_name_is_a_list_of_one_and_a_number_is_a_year(tmp_path: Path) -> None:
    (query,) = asked(tmp_path, line(outlets="La Gazette", paths="2023", after=2023, before=2023))
    assert (query.outlets, query.paths) == (("La Gazette",), ("2023",))
    assert (query.published_after, query.published_before) == (date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.parametrize("value", [0, True, 1710201600, [2024], {"year": 2024}, "0"])
def test_what_is_no_date_is_not_read_as_one(tmp_path: Path, value: object) -> None:
    with pytest.raises(FileUnreadable) as caught:
        asked(tmp_path, line(after=value))
    assert BadDate(written=value).message("fr") in str(caught.value)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    ("written", "french", "english"),
    [
        ("{", "la ligne n'est pas un objet JSON.", "the line is no JSON object."),
        ("[1]", "la ligne n'est pas un objet JSON.", "the line is no JSON object."),
        ('{"id": 1}', "« question » manque.", "“question” is missing."),
        (line(id=[1]), "« id » doit être un texte ou un nombre entier.", "“id” must be a text or a whole number."),
        (line(question=None), "« question » doit être un texte.", "“question” must be a text."),
        (line(outlets=3), "« outlets » doit être une liste de textes.", "“outlets” must be a list of texts."),
        (line(paths=["a", 3]), "« paths » doit être une liste de textes.", "“paths” must be a list of texts."),
        (
            line(history=[{"role": "user"}]),
            "« history » doit être une liste de tours, chacun avec role (user ou assistant) et content.",
            "“history” must be a list of turns, each with role (user or assistant) and content.",
        ),
    ],
)
def test_a_line_that_is_no_question_is_told_in_the_language_of_the_person(
    tmp_path: Path, language: str, written: str, french: str, english: str
) -> None:
    with pytest.raises(FileUnreadable) as caught:
        asked(tmp_path, f"{line()}\n{written}\n", language=language)
    place = tmp_path / "in.jsonl:2"
    assert caught.value.message(language) == (
        f"Le fichier {place} ne peut pas être lu : {french}"
        if language == "fr"
        else f"The file {place} cannot be read: {english}"
    )


@pytest.mark.parametrize("inside", ["\u2028", "\u2029", "\u0085", "\x7f"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_the_end_of_a_line_ends_it_and_a_mark_before_the_first_is_none_of_it(
    tmp_path: Path, inside: str, mark: str, end: str
) -> None:
    question = f"Qui dirige{inside}le port ?"
    text = mark + end.join([line(question=question), "", line(), ""])
    assert [query.question for query in asked(tmp_path, text)] == [question, CRUE]
