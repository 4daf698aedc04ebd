"""What a file is: its content decides, its name where the content does not."""

from __future__ import annotations

import json
import random
import zlib
from pathlib import Path

import pytest
from bombs import zip_of
from page_builders import BODY, TITLE, article_from, html_page, pdf

from sourcier.corpus import Known, Reason, Refused, Sidecar, Skipped, articles_from, read_folder
from sourcier.corpus.scanning import CONTAINERS, SUFFIXES
from sourcier.corpus.skipped import MAX_BYTES, MAX_CONTAINER_BYTES
from sourcier.schema import Article

PDF = pdf([[TITLE, "", "Le pont de Bray a rouvert mardi, a annoncé la mairie.", "", "Les voitures devront attendre."]])
BINARIES = {
    "PNG": b"\x89PNG\r\n\x1a\n" + zlib.compress(bytes(range(256)) * 40),
    "JPEG": b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100),
    "ELF": b"\x7fELF\x02\x01\x01" + bytes(400) + b"main puts libc.so.6",
    "gzip": b"\x1f\x8b\x08" + random.Random(1).randbytes(200),
    "random": random.Random(2).randbytes(4000),
    "RTF": b"{\\rtf1\\ansi Un texte}",
}


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.docx", "a.zip", "a.json", "a.mhtml"])
def test_a_pdf_is_a_pdf_under_any_name(name: str) -> None:
    assert article_from(PDF, name, Known()).title == TITLE


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.pdf", "a.docx", "a.mhtml"])
def test_a_page_is_a_page_under_any_name(name: str) -> None:
    """Servers answer a page where a document was asked for, and browsers save it under its name."""
    assert article_from(html_page().encode(), name, Known()).text.split("\n\n") == list(BODY)


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.jsonl"])
def test_an_archive_is_an_archive_under_any_name(name: str) -> None:
    [article] = articles_from(zip_of({"b.txt": f"{TITLE}\n\n{BODY[0]}".encode()}), name, Sidecar({}))
    assert article.path == f"{name}/b.txt"


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@pytest.mark.parametrize("kind", BINARIES)
def test_a_binary_gives_no_article_under_any_name(kind: str, suffix: str) -> None:
    found = list(articles_from(BINARIES[kind], f"a{suffix}", Sidecar({})))
    assert found
    assert all(isinstance(piece, Skipped) for piece in found)


def test_containers_may_be_larger_than_one_article(tmp_path: Path) -> None:
    for suffix in sorted(SUFFIXES):
        with (tmp_path / f"trop{suffix}").open("wb") as file:
            file.truncate((MAX_CONTAINER_BYTES if suffix in CONTAINERS else MAX_BYTES) + 1)
    skipped = read_folder(tmp_path).skipped
    assert {each.path: each.reason for each in skipped} == {f"trop{suffix}": Reason.TOO_LARGE for suffix in SUFFIXES}


def test_an_export_of_more_than_the_largest_article_is_read(tmp_path: Path) -> None:
    record = {"title": TITLE, "text": BODY[0], "mime": "x" * 100_000}
    line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
    (tmp_path / "export.jsonl").write_bytes(line * (MAX_BYTES // len(line) + 1))
    [article] = read_folder(tmp_path).articles
    assert (article.path, article.text) == ("export.jsonl/1", BODY[0])


def test_a_folder_named_as_a_file_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "dossier.txt").mkdir()
    (tmp_path / "dossier.txt/a.txt").write_text(f"{TITLE}\n\n{BODY[0]}", "utf-8")
    reading = read_folder(tmp_path)
    assert ([article.path for article in reading.articles], reading.skipped) == (["dossier.txt/a.txt"], ())


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_an_empty_file_is_refused_in_every_format(suffix: str) -> None:
    for data in (b"", b" \n\t\r\n", b"\xef\xbb\xbf"):
        [piece] = articles_from(data, f"a{suffix}", Sidecar({}))
        assert isinstance(piece, Skipped)


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_any_bytes_give_articles_or_reasons_in_every_format(suffix: str) -> None:
    """The beginnings of each format before noise, so that noise reaches the parsers."""
    generator = random.Random(suffix)
    starts = [b"", PDF[:200], zip_of({"word/document.xml": b"<w/>"})[:80], html_page().encode()[:300], b'{"text": "']
    starts += [b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n", b"---\ntitle: a\n---\n"]
    for start in starts:
        for piece in articles_from(start + generator.randbytes(300), f"a{suffix}", Sidecar({})):
            assert isinstance(piece, Article | Skipped)


def test_refusals_are_refusals() -> None:
    with pytest.raises(Refused):
        article_from(BINARIES["PNG"], "a.txt", Known())
