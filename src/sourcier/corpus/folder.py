"""A folder of files to articles, one file at a time: one that cannot be read is named, and stops no other."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sourcier.corpus.boilerplate import Scrape, read_scrape
from sourcier.corpus.dating import filename_date
from sourcier.corpus.extraction import read_html, read_pdf
from sourcier.corpus.markdown import read_markdown
from sourcier.corpus.reading import read_text
from sourcier.corpus.scanning import read_bytes, scan
from sourcier.corpus.sidecar import Known, read_sidecar
from sourcier.corpus.skipped import Reason, Refused, Skipped
from sourcier.language.detection import detect_language
from sourcier.schema import Article

# Goes up when the rules change what comes out of a file, so that files already read are read again.
RULES = 1
ID_LENGTH = 16
HTML_START = ("<!doctype html", "<html")


@dataclass(frozen=True)
class FolderReading:
    """The articles of a folder, and the files that gave none."""

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...]


def read_folder(root: Path) -> FolderReading:
    """Every article of the folder `root`, in the order of paths.

    Raises FolderMissing, and BadSidecar when `articles.yaml` cannot be understood.
    """
    found = scan(root)
    sidecar = read_sidecar(root)
    articles: list[Article] = []
    skipped = [*found.skipped, *sidecar.absent(found.files)]
    for path in found.files:
        try:
            articles.append(read_article(root, path, sidecar.of(path)))
        except Refused as refusal:
            skipped.append(Skipped(path, refusal.reason))
    return FolderReading(merge_copies(articles), tuple(skipped))


def read_article(root: Path, path: str, known: Known) -> Article:
    """The article of one file; raises Refused when it gives none."""
    return article_from(read_bytes(root, path), path, known)


def fingerprint(data: bytes, known: Known) -> str:
    """A hash of all that an article is made from: while it stays, the article stays."""
    digest = hashlib.sha256(f"{RULES}\n{known.model_dump_json()}\n".encode())
    digest.update(data)
    return digest.hexdigest()


def article_from(data: bytes, path: str, known: Known) -> Article:
    """The article in the bytes of the file at `path`, what an editor knows of it taking precedence.

    Raises Refused when the bytes give none.
    """
    scrape = _read_format(data, PurePosixPath(path).suffix.lower())
    text = "\n\n".join(scrape.paragraphs)
    if not text:
        raise Refused(Reason.EMPTY)
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest()[:ID_LENGTH],
        path=path,
        # The file name stands for a title when neither the editor nor the page gives one.
        title=known.title or scrape.title or PurePosixPath(path).name,
        outlet=known.outlet or scrape.outlet,
        byline=known.byline or scrape.byline,
        published=known.date or scrape.published or filename_date(path),
        language=detect_language(text),
        text=text,
        removed=scrape.removed,
    )


def merge_copies(articles: Iterable[Article]) -> tuple[Article, ...]:
    """One article for each text: the first of its copies, which the others complete where it knows less."""
    merged: dict[str, Article] = {}
    for article in articles:
        first = merged.get(article.id)
        if first is None:
            merged[article.id] = article
            continue
        merged[article.id] = first.model_copy(
            update={
                "also_at": (*first.also_at, article.path),
                "outlet": first.outlet or article.outlet,
                "byline": first.byline or article.byline,
                "published": first.published or article.published,
            }
        )
    return tuple(merged.values())


def _read_format(data: bytes, suffix: str) -> Scrape:
    if suffix == ".pdf":
        return read_pdf(data)
    text = read_text(data)
    if suffix in (".html", ".htm") or text.lstrip()[:20].lower().startswith(HTML_START):
        return read_html(text)
    return read_markdown(text) if suffix == ".md" else read_scrape(text)
