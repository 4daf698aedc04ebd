from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from model_fakes import FakeEmbedder
from sourcier import artifacts, resources
from sourcier.evaluation import take_provenance
from sourcier.index.builder import build_index


def test_it_names_what_an_answer_hangs_on(press: Path, tmp_path: Path) -> None:
    build_index(press, tmp_path / "store", FakeEmbedder())
    taken = take_provenance("q", "extractive", settings={"fusion": "rrf", "language": "fr"}, store=tmp_path / "store")
    assert taken.index is not None
    assert taken.index.embedding == "fake-1"
    assert set(taken.prompts) >= {"answer", "condense", "judge"}
    assert taken.versions["sourcier"]
    assert taken.settings == {"fusion": "rrf", "language": "fr"}
    assert taken.generator is None


def test_the_index_is_known_by_its_articles(press: Path, tmp_path: Path) -> None:
    build_index(press, tmp_path / "store", FakeEmbedder())
    before = take_provenance("q", "extractive", store=tmp_path / "store")
    again = take_provenance("q", "extractive", store=tmp_path / "store")
    (press / "new.txt").write_text("Le marché de Lisse a rouvert ses portes samedi sous la halle.", "utf-8")
    build_index(press, tmp_path / "store", FakeEmbedder())
    after = take_provenance("q", "extractive", store=tmp_path / "store")
    assert before.identity == again.identity
    assert before.identity != after.identity
    assert before.index is not None
    assert after.index is not None
    assert before.index.articles != after.index.articles


@pytest.mark.parametrize(
    "sidecar", ["{outlet: L'Écho de Lisse}", "{published: {value: 2019-05-06, precision: day}}", "{title: Le port}"]
)
def test_the_index_is_known_by_what_is_known_of_its_articles(press: Path, tmp_path: Path, sidecar: str) -> None:
    taken = []
    for store, described in (("before", ""), ("after", sidecar)):
        if described:
            first = sorted(path.name for path in press.iterdir() if path.suffix == ".txt")[0]
            (press / "articles.yaml").write_text(f"{first}: {described}\n", "utf-8")
        build_index(press, tmp_path / store, FakeEmbedder())
        taken.append(take_provenance("q", "extractive", store=tmp_path / store))
    before, after = (each.index for each in taken)
    assert before is not None
    assert after is not None
    assert before.change == after.change
    assert before.articles != after.articles
    assert taken[0].identity != taken[1].identity


def test_a_judge_is_known_by_its_bytes_and_by_whom_it_is_held_against(tmp_path: Path) -> None:
    file, data = tmp_path / "judge.gguf", tmp_path / "pairs.tsv"
    identities = set()
    for weights, pairs in ((b"one", "a"), (b"two", "a"), (b"two", "b")):
        file.write_bytes(weights)
        data.write_text(pairs, "utf-8")
        taken = take_provenance("q", "m", judge="local:judge.gguf", judge_llm=f"local:{file}", judge_data=data)
        assert str(tmp_path) not in taken.model_dump_json()
        identities.add(taken.identity)
    assert len(identities) == 3


def test_a_generator_is_known_by_its_bytes(tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    file.write_bytes(b"weights")
    known = hashlib.sha256(b"weights").hexdigest()[:12]
    spec = f"local:{file}"
    assert take_provenance("q", "local:model.gguf", llm=spec).generator == f"model.gguf@{known}"
    assert take_provenance("q", "m", llm="local").generator == artifacts.fingerprint("qwen2.5-coder-1.5b")
    assert take_provenance("q", "openai:m", llm="openai:m").generator is None


def test_no_password_and_no_path_is_kept(tmp_path: Path) -> None:
    (tmp_path / "m.gguf").write_bytes(b"weights")
    for spec in ("openai:m@http://me:secret@example.org/v1", f"local:{tmp_path / 'm.gguf'}"):
        written = take_provenance("q", "shown", llm=spec).model_dump_json()
        assert "secret" not in written
        assert str(tmp_path) not in written


def test_an_own_template_changes_the_provenance(tmp_path: Path) -> None:
    shipped = take_provenance("q", "m")
    assert take_provenance("q", "m", prompts=tmp_path).identity == shipped.identity
    (tmp_path / "answer.yaml").write_text("variables: []", "utf-8")
    own = take_provenance("q", "m", prompts=tmp_path)
    assert own.identity != shipped.identity
    assert own.prompts["judge"] == shipped.prompts["judge"]
    assert own.settings_digest != shipped.settings_digest


@pytest.mark.parametrize("setting", [{"fusion": "rrf"}, {"evidence_characters": 3000}])
def test_every_setting_counts(setting: dict[str, object]) -> None:
    assert take_provenance("q", "m", settings=setting).identity != take_provenance("q", "m").identity


def test_the_code_is_hashed_where_it_is() -> None:
    assert (resources.PACKAGE / "evaluation" / "provenance.py").is_file()
    assert len(take_provenance("q", "m").code) == 12
