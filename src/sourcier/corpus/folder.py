"""A folder of files to articles, one file at a time: one that cannot be read is named, and stops no other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sourcier.corpus.boilerplate import Scrape
from sourcier.corpus.filenames import filename_date
from sourcier.corpus.formats import read_format
from sourcier.corpus.inference import inferred_date
from sourcier.corpus.origin import origins
from sourcier.corpus.pool import read_files
from sourcier.corpus.scanning import CONTAINERS, read_bytes, scan, suffix_of
from sourcier.corpus.sidecar import Known, Sidecar, read_sidecar
from sourcier.corpus.skipped import Reason, Refused, Skipped
from sourcier.language.analysis import fold
from sourcier.language.detection import detect_language
from sourcier.schema import Article

# Goes up when the rules change what comes out of a file, so that files already read are read again.
RULES = 3
ID_LENGTH = 16


@dataclass(frozen=True)
class FolderReading:
    """The articles of a folder, and the files that gave none."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]


def read_folder(root: Path) -> FolderReading:
    """Every article of the folder `root`, in the order of paths; its files are opened by other processes.

    Raises FolderMissing, BadSidecar when `articles.yaml` cannot be understood, and ReaderFailed.
    """
    found = scan(root)
    sidecar = read_sidecar(root)
    pieces = [(file, piece) for file, read in read_files(root, found.files, sidecar) for piece in read]
    articles = [(precedence(piece.path, file, sidecar), piece) for file, piece in pieces if isinstance(piece, Article)]
    refused = [piece for _, piece in pieces if isinstance(piece, Skipped)]
    ordered = [piece for _, piece in sorted(articles, key=lambda ranked: (ranked[0], ranked[1].path))]
    merged = sorted(merge_copies(ordered), key=lambda article: article.path)
    return FolderReading(tuple(merged), (*found.skipped, *sidecar.absent(found.files), *refused))


def precedence(path: str, file: str, sidecar: Sidecar) -> int:
    """Which of the copies of a text speaks first: what an editor describes, a file, a piece of a file."""
    if sidecar.describes(path):
        return 0
    return 1 if path == file else 2


def read_file(root: Path, path: str, sidecar: Sidecar) -> Iterator[Article | Skipped]:
    """Every article of one file, or why there is none; in this process, which a hostile file may hold up or kill."""
    try:
        data = read_bytes(root, path)
    except Refused as refusal:
        yield Skipped(path, refusal.reason)
        return
    yield from articles_from(data, path, sidecar)


def articles_from(data: bytes, path: str, sidecar: Sidecar) -> Iterator[Article | Skipped]:
    """Every article in the bytes of the file at `path`, what an editor knows of it taking precedence."""
    for place, scrape in read_format(data, path):
        if isinstance(scrape, Reason):
            yield Skipped(place, scrape)
        elif not scrape.paragraphs:
            yield Skipped(place, Reason.EMPTY)
        else:
            yield _article(scrape, place, sidecar.of(place))


def _article(scrape: Scrape, path: str, known: Known) -> Article:
    text = "\n\n".join(scrape.paragraphs)
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH],
        path=path,
        # The file name stands for a title when neither the editor nor the page gives one.
        title=known.title or scrape.title or file_title(path),
        outlet=known.outlet or scrape.outlet,
        byline=known.byline or scrape.byline,
        # In the order of trust; what the words of the text imply comes last.
        published=known.date
        or scrape.published
        or filename_date(_named_in(path))
        or inferred_date(text, scrape.updated),
        updated=scrape.updated,
        url=scrape.url,
        language=scrape.language or detect_language(text),
        text=text,
        removed=scrape.removed,
        origin=origins(text, scrape.raw) if scrape.raw else (),
    )


def file_title(path: str) -> str:
    """What stands for a missing title: the name of the file, with its rank in it for an article that has none."""
    name = PurePosixPath(path)
    return name.name if name.suffix else "/".join(name.parts[-2:])


def _named_in(path: str) -> str:
    """The part of `path` that speaks of the article: an export of May may hold the articles of ten years."""
    names = path.split("/")
    inner = max((place + 1 for place, name in enumerate(names[:-1]) if suffix_of(name) in CONTAINERS), default=0)
    return "/".join(names[inner:])


def merge_copies(articles: Iterable[Article]) -> tuple[Article, ...]:
    """One article for each text: the first of its copies, which the others complete where it knows less.

    A paper is never given the headline or the signature of another: where they differ, those of one copy stand, the
    first that names its outlet.
    """
    merged: dict[str, Article] = {}
    for article in articles:
        first = merged.get(article.id)
        if first is None:
            merged[article.id] = article
            continue
        shown = article if article.outlet and not first.outlet else first
        completing = fold(first.title) == fold(article.title) or first.outlet == article.outlet
        other = (first if shown is article else article) if completing else shown
        others = (*first.other_outlets, *((article.outlet,) if article.outlet else ()))
        merged[article.id] = first.model_copy(
            update={
                "also_at": (*first.also_at, article.path),
                "title": shown.title,
                "outlet": shown.outlet,
                "other_outlets": tuple(own for own in dict.fromkeys(others) if own != shown.outlet),
                "byline": shown.byline or other.byline,
                "published": first.published or article.published,
                "updated": first.updated or article.updated,
                "url": shown.url or other.url,
            }
        )
    return tuple(merged.values())
