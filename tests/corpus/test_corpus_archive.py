"""Zip archives: articles come out one by one, names are labels, nothing is written, bad members stop no other."""

from __future__ import annotations

import json
import struct
import zipfile
from io import BytesIO
from pathlib import Path
from typing import IO

import pytest
from bombs import zip_of
from page_builders import BODY, TITLE, html_page, pdf

from sourcier.corpus import Reason, Sidecar, Skipped, articles_from
from sourcier.corpus.formats import archive
from sourcier.schema import Article

TEXT = f"{TITLE}\n\n{BODY[0]}"


def read(data: bytes, path: str = "lot.zip") -> dict[str, str | Reason]:
    """The body or the reason, by path."""
    pieces = articles_from(data, path, Sidecar({}))
    return {piece.path: piece.reason if isinstance(piece, Skipped) else piece.text for piece in pieces}


def note_expanded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the members opened from now on."""
    expanded: list[str] = []
    open_member = zipfile.ZipFile.open

    def noted(self: zipfile.ZipFile, info: zipfile.ZipInfo) -> IO[bytes]:
        expanded.append(info.filename)
        return open_member(self, info)

    monkeypatch.setattr(zipfile.ZipFile, "open", noted)
    return expanded


def test_every_format_comes_out_of_an_archive() -> None:
    record = json.dumps({"title": TITLE, "text": BODY[0]})
    found = read(
        zip_of(
            {
                "a.txt": TEXT.encode("cp1252"),
                "2024/b.html": html_page().encode(),
                "2024/c.pdf": pdf([[TITLE, "", BODY[0][:80], BODY[0][80:]]]),
                "d.jsonl": f"{record}\n{record}".encode(),
                "e.json": record.encode(),
            }
        )
    )
    assert list(found) == [
        "lot.zip/a.txt",
        "lot.zip/2024/b.html",
        "lot.zip/2024/c.pdf",
        "lot.zip/d.jsonl/1",
        "lot.zip/d.jsonl/2",
        "lot.zip/e.json",
    ]
    assert all(BODY[0] in str(text).replace("\n\n", " ") for text in found.values())


def test_members_come_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zip_of({f"{number}.txt": TEXT.encode() for number in range(100)})
    expanded = note_expanded(monkeypatch)
    pieces = articles_from(data, "lot.zip", Sidecar({}))
    assert [next(pieces).path for _ in range(2)] == ["lot.zip/0.txt", "lot.zip/1.txt"]
    assert expanded == ["0.txt", "1.txt"]


def test_what_is_no_article_is_named_or_passed_over() -> None:
    found = read(
        zip_of(
            {
                "a.txt": TEXT.encode(),
                "logo.png": b"\x89PNG",
                "vide.txt": b"",
                "dans.zip": zip_of({"b.txt": TEXT.encode()}),
                "deguise.txt": zip_of({"b.txt": TEXT.encode()}),
                ".cache/x.txt": TEXT.encode(),
                "__MACOSX/._a.txt": b"Mac OS X",
                ".DS_Store": b"",
                "dossier/": b"",
            }
        )
    )
    assert found == {
        "lot.zip/a.txt": BODY[0],
        "lot.zip/logo.png": Reason.UNSUPPORTED,
        "lot.zip/vide.txt": Reason.EMPTY,
        "lot.zip/dans.zip": Reason.NESTED,
        "lot.zip/deguise.txt": Reason.NESTED,
    }


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("../../etc/passwd.txt", "etc/passwd.txt"),
        ("/etc/cron.d/a.txt", "etc/cron.d/a.txt"),
        ("C:\\Users\\a.txt", "C:/Users/a.txt"),
        ("..\\..\\a.txt", "a.txt"),
        ("a/./../b.txt", "a/b.txt"),
        ("deux\nlignes.txt", "deux\nlignes.txt"),
        ("inverse\u202etxt.exe.txt", "inverse\u202etxt.exe.txt"),
        ("<img src=x onerror=alert(1)>.txt", "<img src=x onerror=alert(1)>.txt"),
        ("🚒 été.txt", "🚒 été.txt"),
        ("é" * 200 + ".txt", "é" * 200 + ".txt"),
    ],
)
def test_odd_names_are_labels(name: str, label: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert list(read(zip_of({name: TEXT.encode()}))) == [f"lot.zip/{label}"]
    assert list(tmp_path.iterdir()) == []


def test_a_name_ends_at_its_nul() -> None:
    data = zip_of({"a.txt0b.txt": TEXT.encode()}).replace(b"a.txt0b.txt", b"a.txt\0b.txt")
    assert list(read(data)) == ["lot.zip/a.txt"]


@pytest.mark.parametrize("encoding", ["cp850", "utf-8"])
def test_accents_of_names_come_out_of_the_archives_of_any_system(encoding: str) -> None:
    """Windows and older tools write names without saying in what encoding."""
    raw = "Éleveurs d'été.txt".encode(encoding)
    plain = b"x" * (len(raw) - 4) + b".txt"
    data = zip_of({plain.decode(): TEXT.encode()}).replace(plain, raw)
    assert list(read(data)) == ["lot.zip/Éleveurs d'été.txt"]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_two() -> None:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        file.writestr("a.txt", f"{TITLE}\n\n{BODY[0]}")
        file.writestr("a.txt", f"{TITLE}\n\n{BODY[1]}")
    assert read(buffer.getvalue()) == {"lot.zip/a.txt": BODY[0], "lot.zip/2/a.txt": BODY[1]}


def test_locked_and_broken_members_stop_no_other() -> None:
    data = bytearray(zip_of({f"{name}.txt": TEXT.encode() for name in "abcd"}, zipfile.ZIP_STORED))
    places = [match for match in range(len(data)) if data[match : match + 4] == b"PK\x01\x02"]
    # b: locked; c: a byte changed; d: a method nobody knows.
    struct.pack_into("<H", data, places[1] + 8, 1)
    data[data.index(b"c.txt") + 20] ^= 1
    struct.pack_into("<H", data, places[3] + 10, 99)
    assert read(bytes(data)) == {
        "lot.zip/a.txt": BODY[0],
        "lot.zip/b.txt": Reason.LOCKED,
        "lot.zip/c.txt": Reason.DAMAGED,
        "lot.zip/d.txt": Reason.DAMAGED,
    }


def test_a_member_that_swells_is_refused_before_it_is_expanded(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zip_of({"a.txt": TEXT.encode(), "gros.txt": bytes(5_000_000), "enorme.txt": bytes(25_000_000)})
    expanded = note_expanded(monkeypatch)
    found = read(data)
    assert (found["lot.zip/gros.txt"], found["lot.zip/enorme.txt"]) == (Reason.EXPANDS, Reason.TOO_LARGE)
    assert expanded == ["a.txt"]


def test_all_members_together_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    data = zip_of({f"{number}.txt": TEXT.encode() for number in range(10)})
    monkeypatch.setattr(archive, "MAX_EXPANDED", 5 * len(TEXT.encode()))
    assert read(data) == {"lot.zip": Reason.EXPANDS}
    monkeypatch.setattr(archive, "MAX_EXPANDED", 10 * len(TEXT.encode()))
    assert len(read(data)) == 10
    monkeypatch.setattr(archive, "MAX_MEMBERS", 9)
    assert read(data) == {"lot.zip": Reason.EXPANDS}


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x03\x04", Reason.DAMAGED),
        (b"PK\x05\x06" + bytes(18), Reason.EMPTY),
        (zip_of({"a.txt": TEXT.encode()})[:-30], Reason.DAMAGED),
        (b"pas une archive", Reason.DAMAGED),
        (b"", Reason.DAMAGED),
        (zip_of({".cache/a.txt": b""}), Reason.EMPTY),
    ],
)
def test_a_damaged_or_empty_archive_is_named(data: bytes, reason: Reason) -> None:
    assert read(data) == {"lot.zip": reason}


def test_the_folder_in_the_archive_may_date_an_article_the_archive_not() -> None:
    members = {"2024/03/12/a.txt": TEXT.encode(), "b.txt": BODY[1].encode()}
    dated, undated = articles_from(zip_of(members), "2025-01-01.zip", Sidecar({}))
    assert isinstance(dated, Article)
    assert isinstance(undated, Article)
    assert dated.published is not None
    assert str(dated.published.value) == "2024-03-12"
    assert undated.published is None


def test_names_that_clash_lose_no_article() -> None:
    texts = {name: f"{TITLE}\n\n{BODY[0]} Lot {name}." for name in ("a.txt", "../a.txt", "2/a.txt")}
    found = read(zip_of({name: text.encode() for name, text in texts.items()}))
    assert len(found) == 3
    assert {str(body)[-len(f"Lot {name}.") :] for name, body in zip(texts, found.values(), strict=True)} == {
        f"Lot {name}." for name in texts
    }
