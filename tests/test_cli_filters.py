"""Filters on the command line and in batches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from command_line import Run
from model_fakes import FakeEmbedder

QUESTION = "Combien de blessés la crue de la Lourande a-t-elle faits ?"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, sourcier: Run, press: Path, tmp_path: Path) -> Run:
    """With the fake embedder, over the press indexed."""
    monkeypatch.chdir(tmp_path)
    for module in ("sourcier.index.embedding", "sourcier.assistant"):
        monkeypatch.setattr(f"{module}.SentenceTransformerEmbedder", lambda name, *_backend: FakeEmbedder(name))
    store = ("--store", tmp_path / "store")
    assert sourcier("index", press, *store)[0] == 0
    return lambda *arguments: sourcier(*arguments, *store)


@pytest.mark.parametrize(
    ("options", "paths"),
    [
        (("--outlet", "le phare"), {"phare-direction.txt", "phare-pont.txt", "phare-usine.txt"}),
        (
            ("--outlet", "Agence Lourande", "--outlet", "Le Phare", "--after", "2023", "--before", "mars 2024"),
            {"agence-crue.txt", "phare-direction.txt"},
        ),
        (("--path", "phare-p*", "--path", "note-vallee.txt"), {"phare-pont.txt", "note-vallee.txt"}),
        (("--after", "05/11/2023", "--before", "2023-11-05"), {"courrier-bilan.txt"}),
        (("--after", "2020", "--as-of", "mars 2022"), {"courrier-direction.txt"}),
    ],
)
def test_search_keeps_to_the_options(run: Run, options: tuple[str, ...], paths: set[str]) -> None:
    code, out, _ = run("search", QUESTION, "--json", *options)
    assert code == 0
    assert {hit["path"] for hit in json.loads(out)} == paths


def test_ask_keeps_to_the_options(run: Run) -> None:
    code, out, _ = run("ask", QUESTION, "--json", "--llm", "extractive", "--outlet", "Le Courrier de Vaubrac")
    assert code == 0
    assert {item["article"]["path"] for item in json.loads(out)["evidence"]} <= {
        "courrier-bilan.txt",
        "courrier-direction.txt",
    }


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--after", "31/02/2024"), "« 31/02/2024 » n'existe pas"),
        (("--before", "bientôt"), "Date non comprise « bientôt »"),
        (("--as-of", "mars"), "Date non comprise « mars »"),
        (("--after", "2031"), "Aucun article ne passe le filtre (2031-01-01 →)"),
        (("--path", "ailleurs/*"), "(ailleurs/*)"),
        (("--outlet", "Le Fare"), "Le Phare"),
    ],
)
@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_filter_that_cannot_be_is_one_sentence_and_bad_usage(
    run: Run, command: str, options: tuple[str, ...], says: str
) -> None:
    code, out, err = run(command, QUESTION, *options)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_a_question_about_an_impossible_day_is_bad_usage(run: Run) -> None:
    code, _, err = run("ask", "Que s'est-il passé le 31 novembre 2023 ?", "--llm", "extractive")
    assert code == 2
    assert "« 31 novembre 2023 » n'existe pas" in err


def batch(
    run: Run, tmp_path: Path, lines: list[dict[str, object]], *options: str
) -> tuple[int, list[dict[str, object]], str]:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        "\n".join(json.dumps({"id": number, "question": QUESTION, **line}) for number, line in enumerate(lines))
    )
    code, _, err = run("search", "--batch", source, "--out", target, *options)
    return code, [json.loads(line) for line in target.read_text("utf-8").splitlines()] if target.exists() else [], err


def paths(line: dict[str, object]) -> set[str]:
    hits = line["hits"]
    assert isinstance(hits, list)
    return {hit["path"] for hit in hits}


def test_a_line_of_a_batch_has_its_own_filters_and_else_those_of_the_command(run: Run, tmp_path: Path) -> None:
    lines: list[dict[str, object]] = [
        {},
        {"outlets": ["Agence Lourande"]},
        {"published_after": "2024", "published_before": "janvier 2024"},
        {"after": "2024-06", "before": "2024-06-30", "paths": ["phare-*"]},
        {"as_of": "2022-12-31"},
        {"outlets": ["Le Fare"]},
    ]
    code, found, _ = batch(run, tmp_path, lines, "--outlet", "Le Phare")
    assert code == 3
    assert [paths(line) for line in found[:5]] == [
        {"phare-direction.txt", "phare-pont.txt", "phare-usine.txt"},
        {"agence-crue.txt"},
        {"phare-direction.txt"},
        {"phare-pont.txt"},
        {"phare-usine.txt"},
    ]
    assert "Le Phare" in str(found[5]["error"])


def test_an_impossible_date_in_a_batch_names_its_line_before_anything_is_asked(run: Run, tmp_path: Path) -> None:
    code, found, err = batch(run, tmp_path, [{}, {"after": "30/02/2024"}])
    assert (code, found) == (2, [])
    assert "in.jsonl:2" in err
    assert "« 30/02/2024 » n'existe pas" in err
