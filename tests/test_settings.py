"""Arguments win over variables, variables over the file; what is misspelt is named; a key is never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from sourcier.errors import BadSettings
from sourcier.settings import load_settings, unknown_variables


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_each_source_wins_over_the_next(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().llm == "extractive"
    (elsewhere / "sourcier.toml").write_text('llm = "local"\nstore = "du-fichier"\n', encoding="utf-8")
    assert load_settings().llm == "local"
    monkeypatch.setenv("SOURCIER_LLM", "ollama:petit")
    assert load_settings().llm == "ollama:petit"
    assert load_settings(llm="openai:grand").llm == "openai:grand"
    assert load_settings(llm=None).store == Path("du-fichier")


def test_a_bad_value_is_named_without_being_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCIER_PORT", "sept-mille")
    with pytest.raises(BadSettings, match="port") as caught:
        load_settings()
    assert "sept-mille" not in str(caught.value)


def test_a_broken_file_is_said(elsewhere: Path) -> None:
    (elsewhere / "sourcier.toml").write_text("llm = \n", encoding="utf-8")
    with pytest.raises(BadSettings, match=r"sourcier\.toml"):
        load_settings()


def test_a_key_is_in_no_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCIER_API_KEY", "canari-7")
    settings = load_settings()
    assert settings.api_key is not None
    assert settings.api_key.get_secret_value() == "canari-7"
    assert "canari-7" not in f"{settings} {settings!r} {settings.model_dump_json()}"


def test_misspelt_variables_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCIER_STORE", "ici")
    monkeypatch.setenv("SOURCIER_STROE", "là")
    monkeypatch.setenv("HF_TOKEN", "sans rapport")
    assert unknown_variables() == ["SOURCIER_STROE"]
