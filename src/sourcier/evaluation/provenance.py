"""What a result was made with: enough to tell whether another one can be put beside it."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterable, Mapping
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pydantic import Field

from sourcier import artifacts, resources
from sourcier.answering.llm import GENERATOR
from sourcier.artifacts.manifest import hash_file
from sourcier.evaluation.significance import SEED
from sourcier.index.manifest import FORMAT, Manifest
from sourcier.schema import Article, Noun
from sourcier.stores import Store

# Those on which an answer, or the time it takes, may hang.
LIBRARIES = ("sourcier", "chromadb", "llama-index-core", "mistralrs", "numpy", "sentence-transformers", "torch")
# Hexadecimal signs of a hash that is shown.
SHORT = 12


class IndexState(Noun):
    """Which index was asked."""

    embedding: str = Field(description="Fingerprint of the embedding model that made it.")
    format: int
    change: str = Field(description="Number of the last change written.")
    articles: str = Field(description="Hash of its articles: their texts, and what is known of each.")


class Provenance(Noun):
    """Where a result comes from."""

    started: datetime
    questions: str = Field(description="Hash of the gold questions asked.")
    model: str = Field(description="Who worded the answers, as its spec.")
    generator: str | None = Field(default=None, description="Hash of its file, where it is one.")
    judge: str | None = None
    judge_generator: str | None = Field(default=None, description="Hash of the judge's file, where it is one.")
    judge_data: str | None = Field(default=None, description="Hash of the pairs that people labelled.")
    settings: dict[str, str] = Field(default_factory=dict, description="Those that may change an answer.")
    prompts: dict[str, str] = Field(default_factory=dict, description="Hash of each template.")
    index: IndexState | None = Field(default=None, description="None when it is not known which.")
    code: str = Field(description="Hash of Sourcier's own source files.")
    versions: dict[str, str]
    python: str
    platform: str
    seed: int = SEED

    @property
    def settings_digest(self) -> str:
        """A short hash of the settings and the prompts."""
        return digest(f"{self.settings} {self.prompts}")[:SHORT]

    @property
    def identity(self) -> str:
        """Equal for two runs that may be made one: everything but when it was started."""
        return digest(self.model_dump_json(exclude={"started"}))[:SHORT]


def take_provenance(
    questions: str,
    model: str,
    *,
    llm: str | None = None,
    judge: str | None = None,
    judge_llm: str | None = None,
    judge_data: Path | None = None,
    settings: Mapping[str, object] | None = None,
    prompts: Path | None = None,
    store: Store | None = None,
) -> Provenance:
    """What a run begun now is made with; `questions` is the hash of what is asked, `llm` the spec that named the model.

    `judge_llm` is the spec that named the judge. Neither spec is kept: it may hold a path, or a password.
    """
    return Provenance(
        started=datetime.now(UTC),
        questions=questions,
        model=model,
        generator=_generator(llm or model),
        judge=judge,
        judge_generator=_generator(judge_llm) if judge_llm else None,
        judge_data=hash_file(judge_data)[:SHORT] if judge_data and judge_data.is_file() else None,
        settings={name: str(value) for name, value in sorted((settings or {}).items())},
        prompts=_prompts(prompts),
        index=_index_state(store) if store is not None else None,
        code=_code(),
        versions={name: found for name in LIBRARIES if (found := _version(name)) is not None},
        python=platform.python_version(),
        platform=f"{platform.system()} {platform.machine()}",
    )


def digest(text: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def articles_digest(articles: Iterable[Article]) -> str:
    """A short hash of the articles, whatever their order: an answer shows the outlet, date and title of each too."""
    known = {"id", "path", "outlet", "published", "title"}
    return digest("\n".join(sorted(article.model_dump_json(include=known) for article in articles)))[:SHORT]


def _generator(spec: str) -> str | None:
    """What the model is known by: a server does not say what it runs."""
    kind, _, file = spec.partition(":")
    if kind != "local":
        return None
    path = Path(file).expanduser()
    if not file:
        return artifacts.fingerprint(GENERATOR)
    return f"{path.name}@{hash_file(path)[:SHORT]}" if path.is_file() else None


def _prompts(folder: Path | None) -> dict[str, str]:
    """The packaged templates, those of `folder` in the place of their namesakes."""
    places = [resources.shipped("prompts"), *([folder] if folder else [])]
    files = {path.stem: path for place in places for path in place.glob("*.yaml")}
    return {name: hash_file(path)[:SHORT] for name, path in sorted(files.items())}


def _index_state(store: Store) -> IndexState:
    # Chroma takes a second to import, and questions are checked without it.
    from sourcier.index.place import open_place

    with closing(open_place(store)) as place, Manifest(place.current()) as manifest:
        return IndexState(
            embedding=manifest.get("embedding") or "",
            format=FORMAT,
            change=manifest.state(),
            articles=articles_digest(manifest.articles()),
        )


def _code() -> str:
    files = sorted(resources.PACKAGE.rglob("*.py"))
    return digest(" ".join(hash_file(path) for path in files))[:SHORT]


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
