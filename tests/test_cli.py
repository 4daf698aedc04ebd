"""The command line as people and programs call it: output, exit codes, one sentence for every error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from command_line import Run
from model_fakes import FakeEmbedder
from sourcier.schema import Answer


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, sourcier: Run, tmp_path: Path) -> Run:
    """With the fake embedder, from an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("SOURCIER_EMBEDDING_MODEL", "fake-1")
    for module in ("sourcier.index.embedding", "sourcier.assistant"):
        monkeypatch.setattr(f"{module}.SentenceTransformerEmbedder", lambda name, *_backend: FakeEmbedder(name))

    return sourcier


@pytest.fixture
def store(press_store: Path) -> Path:
    return press_store


def test_a_second_index_has_nothing_to_do(run: Run, press: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    code, out, _ = run("index", press, "--store", store)
    assert code == 0
    assert out.startswith("8 indexés, 0 inchangés")
    assert run("index", press, "--store", store)[1].startswith(
        "0 indexés, 8 inchangés, 0 retirés, 0 regroupés, 0 fichiers écartés ("
    )


@pytest.mark.usefixtures("reading_apart")
def test_skipped_files_are_named_and_the_exit_code_says_so(run: Run, press: Path, store: Path) -> None:
    (press / "vide.txt").write_text(" \n", "utf-8")
    (press / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8)
    code, out, err = run("index", press, "--store", store)
    assert code == 3
    assert "2 fichiers écartés" in out
    assert "vide.txt" in err
    assert "image.txt" in err


def test_ask_quotes_with_the_place_of_every_proof(run: Run, store: Path) -> None:
    code, out, _ = run("ask", "Qui dirige le port de Vaubrac ?", "--store", store)
    assert code == 0
    assert (
        "Le Phare (9 janvier 2024) : « Bastien Corvelle dirige le port de Vaubrac depuis le 8 janvier 2024. » [" in out
    )
    assert "phare-direction.txt:0-68" in out


def test_ask_as_json_reads_back_as_an_answer(run: Run, store: Path) -> None:
    _, out, _ = run("ask", "Qui dirige le port de Vaubrac ?", "--store", store, "--json")
    written = json.loads(out)
    assert "[1]" in written["text"]
    assert {citation["path"] for citation in written["citations"]} <= {
        item["article"]["path"] for item in written["evidence"]
    }
    assert "text" not in written["evidence"][0]["article"], "bodies are not repeated with every sentence"


def test_an_answer_with_its_bodies_survives_json(press_assistant_answer: Answer) -> None:
    assert Answer.model_validate_json(press_assistant_answer.model_dump_json()) == press_assistant_answer


@pytest.fixture
def press_assistant_answer(press: Path, tmp_path: Path) -> Answer:
    from sourcier import Assistant

    assistant = Assistant.open(press, store=tmp_path / "again", embedder=FakeEmbedder())
    return assistant.ask("Qui dirige le port de Vaubrac ?")


def test_batch_of_questions(run: Run, store: Path, tmp_path: Path) -> None:
    questions: list[dict[str, object]] = [
        {"id": "a", "question": "Qui dirige le port de Vaubrac ?", "as_of": "2023-01-01"},
        {
            "id": 2,
            "question": "Et le festival du conte ?",
            "history": [{"role": "user", "content": "Qui dirige le port de Vaubrac ?"}],
            "unknown": 1,
        },
        {"id": "vide", "question": " "},
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(json.dumps(question) for question in questions) + "\n\n", "utf-8")
    code, _, _ = run("ask", "--batch", source, "--out", target, "--store", store, "--llm", "extractive")
    lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
    assert code == 3
    assert [line["id"] for line in lines] == ["a", 2, "vide"]
    assert lines[0]["status"] == "answered"
    assert "Orsenne" in lines[0]["text"]
    assert "Corvelle" not in lines[0]["text"], "an article from after as_of is not read"
    assert 0 < lines[0]["first_ms"] <= lines[0]["total_ms"]
    assert lines[1]["answer"]["searched_question"] != "Et le festival du conte ?"
    assert "vide" in lines[2]["error"]


def test_search_and_its_batch_give_exact_spans(run: Run, store: Path, press: Path, tmp_path: Path) -> None:
    _, out, _ = run("search", "crue de la Lourande", "--store", store, "-k", "3", "--json")
    hits = json.loads(out)
    assert len(hits) == 3
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)
    article = json.loads(run("show", hits[0]["path"], "--store", store, "--json")[1])
    assert article["text"][hits[0]["start"] : hits[0]["end"]] == hits[0]["text"]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": "x", "question": "crue de la Lourande"}\n', "utf-8")
    assert run("search", "--batch", source, "--out", target, "--store", store, "-k", "3")[0] == 0
    line = json.loads(target.read_text("utf-8"))
    assert line["hits"] == hits
    assert line["ms"] > 0


def test_a_malformed_batch_is_refused_by_line_before_anything_is_asked(run: Run, store: Path, tmp_path: Path) -> None:
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text('{"id": 1, "question": "Oui ?"}\n{"id": 2}\n', "utf-8")
    code, _, err = run("ask", "--batch", source, "--out", target, "--store", store)
    assert code == 2
    assert f"{source}:2" in err
    assert not target.exists()


def test_list_and_show(run: Run, store: Path) -> None:
    articles = json.loads(run("list", "--store", store, "--json")[1])
    assert [article["path"] for article in articles][:2] == ["courrier-direction.txt", "phare-usine.txt"]
    assert articles[-1]["published"] is None, "undated articles come last"
    copy = json.loads(run("show", "gazette-crue.txt", "--store", store, "--json")[1])
    assert copy["path"] == "agence-crue.txt"
    assert copy["published"] == {"value": "2023-11-02", "precision": "day", "basis": "sidecar"}
    assert run("show", "courrier-bilan.txt", "--store", store)[1].startswith("Le bilan de la crue s'alourdit\n")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("ask", "Qui ?", "--store", "nulle-part"), 1, "sourcier index DOSSIER --store nulle-part"),
        (("list", "--store", "nulle-part"), 1, "sourcier index DOSSIER --store nulle-part"),
        (("doctor", "--store", "nulle-part"), 1, "sourcier index DOSSIER --store nulle-part"),
        (("index", "nulle-part"), 2, "nulle-part n'existe pas"),
        (("show", "absent.txt"), 2, "absent.txt"),
        (("ask", ""), 2, "La question est vide"),
        (("ask", "a" * 2001), 2, "2001 caractères : 2000 au plus"),
        (("ask", "Qui ?", "--llm", "oracle"), 2, "Modèle inconnu « oracle »"),
        (("models", "path", "oracle"), 2, "sourcier models list"),
        (("serve", "--port", "99999"), 2, "port"),
        (("ask", "--batch", "in.jsonl", "--out", "nulle-part/out.jsonl"), 2, "Impossible d'écrire"),
        (("ask", "--batch", "in.jsonl"), 2, "Impossible d'écrire"),
        (("eval", "--save", "--baseline", "nulle-part/baseline.json"), 2, "nulle-part/baseline.json"),
        (("serve", "--host", "0.0.0.0", "--port", "7999"), 2, "0.0.0.0"),
    ],
)
def test_an_error_is_one_sentence_and_its_exit_code(
    run: Run, store: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    where = () if "--store" in arguments or arguments[0] in ("index", "models") else ("--store", str(store))
    found, out, err = run(*arguments, *where)
    assert (found, out) == (code, "")
    assert says in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_errors_speak_english_when_asked(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCIER_LANGUAGE", "en")
    assert run("list", "--store", "nowhere")[2] == "No index in nowhere: run `sourcier index FOLDER --store nowhere`.\n"


def test_an_empty_folder_leaves_the_index_as_it_was(run: Run, store: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    code, _, err = run("index", tmp_path / "empty", "--store", store)
    assert code == 1
    assert "Aucun article lisible" in err
    assert len(json.loads(run("list", "--store", store, "--json")[1])) == 8


def test_another_embedding_model_is_refused(run: Run, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCIER_EMBEDDING_MODEL", "autre-modele")
    code, _, err = run("ask", "Qui dirige le port ?", "--store", store)
    assert code == 1
    assert "autre-modele" in err
    assert "--rebuild" in err


def test_a_busy_index_names_the_process_that_writes_it(run: Run, press: Path, store: Path) -> None:
    with FileLock(store / ".lock"):
        (store / ".lock.pid").write_text(str(os.getpid()), "ascii")
        code, _, err = run("index", press, "--store", store)
    assert code == 4
    assert str(os.getpid()) in err


def test_doctor_finds_nothing_wrong_then_what_was_damaged(run: Run, store: Path) -> None:
    code, out, _ = run("doctor", "--store", store)
    assert code == 0
    assert "8 articles" in out
    database = next(store.glob("index-*/chroma/chroma.sqlite3"))
    database.write_bytes(b"x" * 200 + database.read_bytes()[200:])
    code, _, err = run("doctor", "--store", store)
    assert code == 5
    assert "--rebuild" in err


def test_light_commands_do_not_load_the_libraries_that_answer() -> None:
    script = (
        "import sys, sourcier.cli; print([name for name in ('torch', 'llama_index', 'gradio') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


THREADS_OF_NUMPY = """
import numpy
from threadpoolctl import threadpool_info
from sourcier.cli import main
try:
    main()
except SystemExit:
    print([library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas"])
"""


def test_commands_multiply_matrices_with_one_thread() -> None:
    """None is said of where numpy has no library of its own for that, as on a Mac."""
    command = [sys.executable, "-c", THREADS_OF_NUMPY, "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] in ("[1]", "[]")


def test_gold_questions_are_begun_and_checked_on_an_index(run: Run, store: Path, tmp_path: Path) -> None:
    gold = tmp_path / "gold.yaml"
    assert run("eval", "init", store, "--out", gold, "--count", "5")[0] == 0
    code, out, _ = run("eval", "check", gold, "--articles", store)
    assert code == 2
    assert len(out.splitlines()) == 5
    assert all("à relire" in line or "à écrire" in line for line in out.splitlines())


def test_eval_saves_a_baseline_and_compares_with_it(run: Run, store: Path, tmp_path: Path) -> None:
    gold, baseline = tmp_path / "gold.yaml", tmp_path / "baseline.json"
    gold.write_text(
        "- id: port\n  question: Qui dirige le port de Vaubrac ?\n  kind: factual\n  split: test\n"
        "  facts: [[Corvelle]]\n"
        "  evidence:\n    - {article: phare-direction.txt, quote: Bastien Corvelle dirige le port}\n",
        "utf-8",
    )
    measuring = ("eval", gold, "--store", store, "--runs", tmp_path / "runs")
    assert run(*measuring, "--baseline", baseline, "--save")[0] == 0
    assert run(*measuring, "--baseline", baseline)[0] == 0
    code, _, err = run(*measuring, "--baseline", tmp_path / "absent.json")
    assert (code, "Trop peu à comparer" in err) == (2, True), "a gate that compared nothing has not passed"
    code, _, err = run("eval", tmp_path / "absent.yaml", "--store", store)
    assert code == 2
    assert "absent.yaml" in err
