"""`articles.yaml`: what an editor knows of the articles of a folder, by file name; it wins over what the files say.

le-phare-0312.txt:
  outlet: Le Phare
  title: Le pont rouvre
  byline: Anne Le Goff
  published: {value: 2024-03-12, precision: day}
  why: Le texte dit « ce mardi », et le pont a rouvert le mardi 12 mars 2024.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path, PurePosixPath

import yaml
from pydantic import BaseModel, ConfigDict, Field, RootModel, ValidationError

from sourcier.corpus.dating import article_date
from sourcier.corpus.skipped import Reason, Skipped
from sourcier.errors import BadSidecar
from sourcier.schema import ArticleDate, Precision

SIDECAR = "articles.yaml"


class _DatesAsText(yaml.SafeLoader):
    """Leaves dates to pydantic, which says of an impossible one where it stands."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the attribute of the parent, read only
        first: [resolver for resolver in resolvers if resolver[0] != "tag:yaml.org,2002:timestamp"]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


class KnownDate(BaseModel):
    """A date an editor vouches for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    value: date
    precision: Precision = "day"


class Known(BaseModel):
    """What an editor knows of one article; what is not said is read from the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: KnownDate | None = None
    why: str | None = Field(default=None, description="How the editor knows, for people.")

    @property
    def date(self) -> ArticleDate | None:
        """The publication date, on the editor's word."""
        return article_date(self.published.value, self.published.precision, "sidecar") if self.published else None


class Sidecar(RootModel[dict[str, Known]]):
    """What is known of each file, by its path in the folder."""

    model_config = ConfigDict(frozen=True)

    def of(self, path: str) -> Known:
        """What is known of the file at `path`; all None when nothing is."""
        return self.root.get(unicodedata.normalize("NFC", path), Known())

    def describes(self, path: str) -> bool:
        """Whether anything is known of the file at `path`."""
        return unicodedata.normalize("NFC", path) in self.root

    def digests(self) -> dict[str, str]:
        """A hash of what is known of each file, its pieces included, by path: what changes when a reading would."""
        lines: dict[str, list[str]] = {}
        for path, known in sorted(self.root.items()):
            for place in (path, *map(str, PurePosixPath(path).parents)):
                lines.setdefault(place, []).append(f"{path}\n{known.model_dump_json()}")
        return {place: hashlib.sha256("\n".join(told).encode()).hexdigest()[:16] for place, told in lines.items()}

    def absent(self, paths: Iterable[str]) -> tuple[Skipped, ...]:
        """The files that are described but not among `paths`: likely misspelt.

        An article of a file that holds many is taken for present with its file.
        """
        present = {unicodedata.normalize("NFC", path) for path in paths}
        missing = (path for path in self.root if present.isdisjoint((path, *map(str, PurePosixPath(path).parents))))
        return tuple(Skipped(path, Reason.ABSENT) for path in missing)


def read_sidecar(root: Path) -> Sidecar:
    """The sidecar of the folder `root`, empty when there is none; raises BadSidecar naming the line."""
    file = root / SIDECAR
    try:
        text = file.read_text("utf-8-sig")
    except FileNotFoundError:
        return Sidecar({})
    except (OSError, UnicodeDecodeError) as error:
        raise BadSidecar(place=file, reason=error) from error
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        values = yaml.load(text, Loader=_DatesAsText)  # noqa: S506 - a SafeLoader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise BadSidecar(place=f"{file}:{line}", reason=error.problem) from error
    except (yaml.YAMLError, ValueError) as error:
        raise BadSidecar(place=file, reason=error) from error
    _check_unique(file, node)
    try:
        known = Sidecar.model_validate({} if values is None else values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise BadSidecar(place=f"{file}:{_line(node, first['loc'])}", reason=f"{where} : {first['msg']}") from None
    return Sidecar({unicodedata.normalize("NFC", path): entry for path, entry in known.root.items()})


def _check_unique(file: Path, node: yaml.Node | None) -> None:
    """Refuse a file described twice: YAML would keep the last description without a word."""
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            raise BadSidecar(place=f"{file}:{key.start_mark.line + 1}", reason=f"{key.value} est décrit deux fois")
        seen.add(key.value)


def _line(node: yaml.Node | None, location: tuple[int | str, ...]) -> int:
    """The line, from 1, of the deepest node on the way to `location`."""
    line = 1
    for step in location:
        if not isinstance(node, yaml.MappingNode):
            break
        found = next(((key, value) for key, value in node.value if key.value == str(step)), None)
        if found is None:
            break
        line, node = found[0].start_mark.line + 1, found[1]
    return line
