"""Files that readers bring, taken into the folder of articles: read first, then put under a name that nobody has.

Nothing is trusted of them: neither the name, nor what it says of the content, nor the size that was announced.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path, PurePosixPath

from sourcier.corpus.pool import read_files
from sourcier.corpus.scanning import SUFFIXES, most_bytes, suffix_of
from sourcier.corpus.sidecar import Sidecar
from sourcier.corpus.skipped import Reason, Skipped, printable
from sourcier.errors import FileUnwritable
from sourcier.schema import Article

# Where they go, in the folder of articles: what was there before stays apart from what readers brought.
SUBFOLDER = "ajouts"
# At one time: more are better copied into the folder itself.
MOST_FILES = 200
# In bytes, suffix included; file systems allow 255, and some systems fewer for the whole path.
NAME_LENGTH = 120
NAMELESS = "article"
# Not allowed in a name by one file system or another, or read as a path.
FORBIDDEN = frozenset('<>:"/\\|?*')
# Devices of Windows, whatever follows the first dot: opening "nul.txt" there opens none of the folder.
DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\.|$)", re.IGNORECASE)

# The title of the article that is there already under this id; None when there is none.
Known = Callable[[str], str | None]

ADDED = {"fr": "{name} : ajouté, « {title} ».", "en": "{name}: added, “{title}”."}
ADDED_MANY = {"fr": "{name} : {new} articles ajoutés.", "en": "{name}: {new} articles added."}
RENAMED = {
    "fr": " Un fichier portait déjà ce nom : celui-ci s'appelle {path}.",
    "en": " A file had this name already: this one is called {path}.",
}
PARTLY = {"fr": " {known} y étaient déjà, {skipped} écartés.", "en": " {known} were there already, {skipped} skipped."}
DUPLICATE = {
    "fr": "{name} : doublon de « {title} », qui est déjà là ; le fichier n'est pas gardé.",
    "en": "{name}: duplicate of “{title}”, which is already there; the file is not kept.",
}
TOO_MANY = {
    "fr": "{name} : refusé, pas plus de {limit} fichiers à la fois ; apportez-le ensuite.",
    "en": "{name}: refused, no more than {limit} files at a time; bring it next.",
}
REFUSED = {"fr": "{name} : refusé, {reason}.", "en": "{name}: refused, {reason}."}


@dataclass(frozen=True)
class Offered:
    """A file that someone brings: what they call it, and where its bytes are."""

    name: str
    content: Path


@dataclass(frozen=True)
class Outcome:
    """What became of a file; `path` is where it was put, in the folder, None when it was not kept."""

    name: str
    path: str | None = None
    new: tuple[str, ...] = ()
    known: tuple[str, ...] = ()
    skipped: tuple[Reason, ...] = ()
    too_many: bool = False

    def message(self, language: str) -> str:
        """One sentence or two for whoever brought it, in `language` ("fr", else English)."""
        language = "fr" if language == "fr" else "en"
        name = printable(self.name)
        if self.too_many:
            return TOO_MANY[language].format(name=name, limit=MOST_FILES)
        if self.path is None and self.known:
            return DUPLICATE[language].format(name=name, title=printable(self.known[0]))
        if self.path is None:
            french, english = (self.skipped or (Reason.EMPTY,))[0].value
            return REFUSED[language].format(name=name, reason=french if language == "fr" else english)
        told = (ADDED if len(self.new) == 1 else ADDED_MANY)[language]
        said = told.format(name=name, title=printable(self.new[0]), new=len(self.new))
        if self.known or self.skipped:
            said += PARTLY[language].format(known=len(self.known), skipped=len(self.skipped))
        renamed = PurePosixPath(self.path).name != safe_name(self.name)
        return said + (RENAMED[language].format(path=printable(self.path)) if renamed else "")


def add_files(folder: Path, offered: Sequence[Offered], known: Known) -> Iterator[Outcome]:
    """Put into `folder` each file that holds an article it did not have, telling of each in order.

    A file is read by another process, as those of the folder are, before it is put anywhere; its content decides what
    it is, and no file there is written over. Raises FileUnwritable, ReaderFailed.
    """
    target = folder / SUBFOLDER
    try:
        target.mkdir(parents=True, exist_ok=True)
        # Hidden: who indexes the folder meanwhile passes it over.
        with tempfile.TemporaryDirectory(prefix=".", dir=target, ignore_cleanup_errors=True) as staging:
            yield from _added(folder, Path(staging), offered, known)
    except OSError as error:
        raise FileUnwritable(path=target) from error


def safe_name(written: str) -> str:
    """A file name for what a browser calls `written`: one part, visible, plain, of at most NAME_LENGTH bytes.

    Invariant: `folder / safe_name(x)` is in `folder` whatever x is, and the suffix is that of x.
    """
    last = written.replace("\\", "/").rstrip("/").rpartition("/")[2]
    plain = "".join(
        "-" if character in FORBIDDEN else character
        for character in unicodedata.normalize("NFC", last)
        # Controls, direction marks, surrogates, tags, and what has no meaning yet.
        if character.isprintable()
    )
    stem, dot, suffix = plain.rpartition(".")
    if not dot or f".{suffix.lower()}" not in SUFFIXES:
        stem, suffix = plain, ""
    room = NAME_LENGTH - len(f".{suffix}".encode())
    stem = _cut(stem, room) or NAMELESS
    # What is left after cutting may be a device too.
    stem = _cut(f"_{stem}", room) if DEVICE.match(stem) else stem
    return f"{stem}.{suffix}" if suffix else stem


def _cut(stem: str, room: int) -> str:
    """As much of it as there is room for, in bytes, without what some systems drop at its ends."""
    return stem.encode()[:room].decode(errors="ignore").strip(". ")


def _added(folder: Path, staging: Path, offered: Sequence[Offered], known: Known) -> Iterator[Outcome]:
    staged = {f"f{number}/{safe_name(each.name)}": each for number, each in enumerate(offered[:MOST_FILES])}
    refusals = {path: reason for path, each in staged.items() if (reason := _staged(staging / path, each.content))}
    brought: dict[str, str] = {}
    readable = [path for path in staged if path not in refusals]
    read = read_files(staging, readable, Sidecar({}), workers=1)
    for path, each in staged.items():
        if path in refusals:
            yield Outcome(each.name, skipped=(refusals[path],))
            continue
        _, pieces = next(read)
        yield _settled(folder, staging, path, each.name, pieces, lambda id_: known(id_) or brought.get(id_), brought)
    for each in offered[MOST_FILES:]:
        yield Outcome(each.name, too_many=True)


def _staged(place: Path, content: Path) -> Reason | None:
    """Copy the file to where it is read; why it is not, when its name or its size says so already."""
    if suffix_of(place.name) not in SUFFIXES:
        return Reason.UNSUPPORTED
    if not content.is_file():
        return Reason.VANISHED
    if content.stat().st_size > most_bytes(place.name):
        return Reason.TOO_LARGE
    place.parent.mkdir()
    shutil.copyfile(content, place)
    return None


def _settled(
    folder: Path,
    staging: Path,
    path: str,
    name: str,
    pieces: Sequence[Article | Skipped],
    known: Known,
    brought: dict[str, str],
) -> Outcome:
    """Keep the file if it brings anything; `brought` learns what."""
    articles = {piece.id: piece for piece in pieces if isinstance(piece, Article)}
    skipped = tuple(piece.reason for piece in pieces if isinstance(piece, Skipped))
    there = tuple(title for id_ in articles if (title := known(id_)) is not None)
    new = {id_: article.title for id_, article in articles.items() if known(id_) is None}
    if not new:
        return Outcome(name, known=there, skipped=skipped)
    kept = _put(staging / path, folder / SUBFOLDER)
    brought.update(new)
    return Outcome(name, f"{SUBFOLDER}/{kept.name}", tuple(new.values()), there, skipped)


def _put(file: Path, target: Path) -> Path:
    """Move `file` into `target` under its own name, or one with a number when that is taken."""
    for number in count(1):
        place = target / (file.name if number == 1 else f"{file.stem} ({number}){file.suffix}")
        with suppress(FileExistsError):
            move_to(file, place)
            return place
    raise AssertionError("numbers do not end")


def move_to(file: Path, place: Path) -> None:
    """Move `file` to `place`, never over another one; raises FileExistsError."""
    try:
        os.link(file, place)
    except FileExistsError:
        raise
    except OSError:
        # Some file systems have no links: the name is taken first, then filled.
        with place.open("xb"):
            pass
        file.replace(place)
        return
    file.unlink()
