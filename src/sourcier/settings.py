"""What a person can set: `sourcier.toml` in the current folder, then `SOURCIER_*` variables over it."""

from __future__ import annotations

import os
from pathlib import Path
from tomllib import TOMLDecodeError
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    PositiveFloat,
    PositiveInt,
    SecretStr,
    ValidationError,
)
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from sourcier.errors import BadSettings, CollectionUnknown
from sourcier.stores import Server, Store, parse_store

PREFIX = "SOURCIER_"


def _store(value: object) -> Store:
    if not isinstance(value, str | Path | Server):
        raise ValueError("a folder, or http://HOST:PORT/NAME")
    return parse_store(value)


StoreSetting = Annotated[Store, NoDecode, PlainValidator(_store)]


class CollectionSettings(BaseModel):
    """One of several folders of articles, each with its own index: `[collections.NAME]` in sourcier.toml."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    store: StoreSetting = Field(description="Where its index is kept.")
    articles: Path | None = Field(default=None, description="Its folder; without one, the index is read as it is.")
    label: str = Field(default="", description="What the page calls it; its name when not set.")


class Settings(BaseSettings):
    """Every setting with its default; only the command line and `Assistant.open` read them."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        toml_file="sourcier.toml",
        extra="ignore",
        hide_input_in_errors=True,
        frozen=True,
        env_ignore_empty=True,
    )

    articles: Path | None = Field(default=None, description="Folder of articles; the seeds when not set.")
    store: StoreSetting = Field(
        default=Path(".sourcier"), description="Where the index is kept: a folder, or http://HOST:PORT/NAME."
    )
    collections: dict[str, CollectionSettings] = Field(
        default_factory=dict, description="Several folders, each with its own index, by the name that chooses one."
    )
    desk: Path = Field(
        default_factory=lambda values: _desk_beside(values.get("store")),
        description="File of what the page keeps: conversations, accounts, choices.",
    )
    llm: str = Field(default="extractive", description="Who words the answer: see README, “Bring your own model”.")
    models: tuple[str, ...] = Field(
        default=(), description="Other models that may be chosen on the page, also by people with an account."
    )
    llm_timeout: PositiveFloat = Field(default=120.0, description="Seconds a model may take for one answer.")
    candidates: int = Field(
        default=1, ge=1, le=4, description="Drafts asked at once of an `openai:` model; the best proved one is shown."
    )
    api_key: SecretStr | None = Field(default=None, description="Key of a hosted model.")
    embedding_model: str = Field(
        default="e5-small", description="An artifact name, or any sentence-transformers name or path."
    )
    embedding_backend: Literal["auto", "torch", "openvino"] = Field(
        default="auto", description="How it computes: the fastest way of this machine, or one of these two."
    )
    fusion: Literal["convex", "rrf"] = Field(default="convex", description="How the rankings are made one.")
    reranker: str | None = Field(
        default=None, description="Name or path of a sentence-transformers cross-encoder that ranks the best passages."
    )
    prompts: Path | None = Field(default=None, description="Folder of templates; the packaged ones when not set.")
    evidence_characters: PositiveInt = Field(
        default=2000, description="Length of the evidence read for one question, in characters (about 500 tokens)."
    )
    language: Literal["fr", "en"] = Field(default="fr", description="Language of the page and of the messages.")
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=1, le=65535)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over variables, variables over the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def _desk_beside(store: Store | None) -> Path:
    """In the folder of the index; in the default one for an index on a server."""
    return (store if isinstance(store, Path) else Path(".sourcier")) / "desk.sqlite3"


def load_settings(**overrides: object) -> Settings:
    """Settings from the file, the environment and `overrides` (those that are None are left out).

    Raises BadSettings, naming the field, for a value of the wrong kind.
    """
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})  # type: ignore[arg-type]
    except (TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadSettings(reason=f"sourcier.toml: {error}") from None
    except ValidationError as error:
        first = error.errors()[0]
        raise BadSettings(reason=f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from None


def collection_settings(settings: Settings, name: str) -> Settings:
    """Those with which one collection is opened: its own folder and index, the rest as for all.

    Raises CollectionUnknown.
    """
    if name not in settings.collections:
        raise CollectionUnknown(name=name, known=", ".join(settings.collections) or "—")
    chosen = settings.collections[name]
    return settings.model_copy(update={"articles": chosen.articles, "store": chosen.store})


def unknown_variables() -> list[str]:
    """Names of `SOURCIER_*` variables that set nothing: likely misspelt."""
    known = {PREFIX + name.upper() for name in Settings.model_fields} | {PREFIX + "CACHE"}
    return sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
