"""A folder as people leave it: what is no article is named with its reason, and nothing hangs."""

from __future__ import annotations

import os
import socket
import time
import tracemalloc
from pathlib import Path

import pytest

from sourcier.corpus import Reason, Refused, Sidecar, Skipped, read_bytes, read_file, read_folder, scan
from sourcier.corpus.skipped import MAX_BYTES
from sourcier.errors import FolderExpected, FolderMissing

ARTICLE = (
    "Le bac de {place} reprend du service\n\nLe bac de {place} a repris lundi son service, a dit le maire, Yves Kerlan."
)


def write(folder: Path, name: str, place: str | None = None) -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(ARTICLE.format(place=place or f"Saint-{abs(hash(name)) % 1000}"), "utf-8")
    return file


def reasons(root: Path) -> dict[str, Reason]:
    return {skipped.path: skipped.reason for skipped in read_folder(root).skipped}


def test_files_come_in_the_order_of_names_with_forward_slashes(tmp_path: Path) -> None:
    for name in ["b.txt", "a/2.md", "a/1.HTML", "Z.htm", "a/b/c.txt"]:
        write(tmp_path, name)
    assert scan(tmp_path).files == ("Z.htm", "a/1.HTML", "a/2.md", "a/b/c.txt", "b.txt")
    assert scan(tmp_path) == scan(tmp_path)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(FolderMissing, match="nulle-part"):
        read_folder(tmp_path / "nulle-part")
    with pytest.raises(FolderExpected):
        scan(write(tmp_path, "a.txt"))


def test_hidden_files_and_the_sidecar_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    write(tmp_path, ".git/b.txt")
    write(tmp_path, ".c.txt")
    (tmp_path / "articles.yaml").write_text("a.txt: {outlet: Le Phare}")
    reading = read_folder(tmp_path)
    assert ([article.path for article in reading.articles], reading.skipped) == (["a.txt"], ())


@pytest.mark.usefixtures("reading_apart")
def test_empty_blank_binary_and_foreign_files_are_named(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "vide.txt").touch()
    (tmp_path / "blanc.md").write_text(" \n\n\t")
    (tmp_path / "marque.txt").write_bytes(b"\xef\xbb\xbf")
    (tmp_path / "image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (tmp_path / "lettre.docx").write_bytes(b"PK\x03\x04")
    (tmp_path / "lettre.odt").write_bytes(b"PK\x03\x04")
    (tmp_path / "abime.pdf").write_bytes(b"%PDF-1.7 coupe")
    (tmp_path / "vide.html").write_text("<html><body><nav>Accueil</nav></body></html>")
    assert reasons(tmp_path) == {
        "vide.txt": Reason.EMPTY,
        "blanc.md": Reason.EMPTY,
        "marque.txt": Reason.EMPTY,
        "image.txt": Reason.BINARY,
        "lettre.docx": Reason.DAMAGED,
        "lettre.odt": Reason.UNSUPPORTED,
        "abime.pdf": Reason.DAMAGED,
        "vide.html": Reason.NO_BODY,
    }
    assert len(read_folder(tmp_path).articles) == 1


def test_a_huge_file_is_refused_before_it_is_opened(tmp_path: Path) -> None:
    for number in range(19):
        write(tmp_path, f"{number:02}.txt", f"Port-{number}")
    with (tmp_path / "enorme.txt").open("wb") as file:
        file.truncate(100_000_000)
    tracemalloc.start()
    started = time.perf_counter()
    assert [skipped.reason for skipped in scan(tmp_path).skipped] == [Reason.TOO_LARGE]
    assert time.perf_counter() - started < 1
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()
    assert len(read_folder(tmp_path).articles) == 19


def test_a_file_that_grew_since_the_scan_is_refused(tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt")
    os.truncate(file, MAX_BYTES + 1)
    with pytest.raises(Refused) as refusal:
        read_bytes(tmp_path, "a.txt")
    assert refusal.value.reason is Reason.TOO_LARGE


@pytest.mark.usefixtures("reading_apart")
def test_nothing_hangs_on_what_is_no_file(tmp_path: Path) -> None:
    root = tmp_path / "dossier"
    write(root, "a.txt")
    write(root, "sous/b.txt")
    write(tmp_path, "dehors.txt")
    os.mkfifo(root / "tube.txt")
    (root / "boucle").symlink_to(root)
    (root / "sous/boucle").symlink_to("..")
    (root / "soi.txt").symlink_to("soi.txt")
    (root / "casse.txt").symlink_to("absent.txt")
    (root / "dehors.txt").symlink_to(tmp_path / "dehors.txt")
    (root / "zero.txt").symlink_to("/dev/zero")
    (root / "ailleurs").symlink_to(tmp_path)
    (root / "lien.txt").symlink_to("a.txt")
    server = socket.socket(socket.AF_UNIX)
    server.bind(str(root / "prise.txt"))
    server.close()
    started = time.perf_counter()
    found = scan(root)
    assert [path for path in found.files if not list(read_file(root, path, Sidecar({})))] == []
    assert time.perf_counter() - started < 2
    reading = read_folder(root)
    assert {article.path: article.also_at for article in reading.articles} == {"a.txt": ("lien.txt",), "sous/b.txt": ()}
    assert {skipped.path: skipped.reason for skipped in reading.skipped} == {
        "tube.txt": Reason.SPECIAL,
        "prise.txt": Reason.SPECIAL,
        "soi.txt": Reason.UNREADABLE,
        "casse.txt": Reason.VANISHED,
        "dehors.txt": Reason.OUTSIDE,
        "zero.txt": Reason.OUTSIDE,
        "ailleurs": Reason.OUTSIDE,
    }


def test_a_file_that_vanishes_or_turns_special_after_the_scan_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as vanished:
        read_bytes(tmp_path, "parti.txt")
    os.mkfifo(tmp_path / "tube.txt")
    with pytest.raises(Refused) as special:
        read_bytes(tmp_path, "tube.txt")
    (tmp_path / "dossier.txt").mkdir()
    with pytest.raises(Refused) as folder:
        read_bytes(tmp_path, "dossier.txt")
    assert [error.value.reason for error in (vanished, special, folder)] == [
        Reason.VANISHED,
        Reason.SPECIAL,
        Reason.SPECIAL,
    ]


def test_an_unreadable_file_or_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions do not hold root back, so that the refusal of the system is played."""
    write(tmp_path, "a.txt")
    write(tmp_path, "ferme/b.txt")
    write(tmp_path, "secret.txt")
    list_folder = os.scandir

    def refuse_file(path: os.PathLike[str], flags: int) -> int:
        raise PermissionError(path)

    def refuse_folder(path: os.PathLike[str]) -> object:
        if Path(path).name == "ferme":
            raise PermissionError(path)
        return list_folder(path)

    monkeypatch.setattr(os, "scandir", refuse_folder)
    found = scan(tmp_path)
    assert (found.files, found.skipped) == (("a.txt", "secret.txt"), (Skipped("ferme", Reason.UNREADABLE),))
    monkeypatch.setattr(os, "open", refuse_file)
    assert list(read_file(tmp_path, "secret.txt", Sidecar({}))) == [Skipped("secret.txt", Reason.UNREADABLE)]


ODD_NAMES = [
    "deux\nlignes.txt",
    'guillemet".txt',
    "<img src=x onerror=alert(1)>.txt",
    "é" * 125 + ".txt",
    "🚒 incendie.txt",
    "inverse\u202etxt.exe.txt",
    "..a..txt",
    "a..b.txt",
    " espace .txt",
    "$(touch x);&|.txt",
]


@pytest.mark.parametrize("name", ODD_NAMES)
def test_odd_names_are_read_and_shown_on_one_line(tmp_path: Path, name: str) -> None:
    write(tmp_path / "dossier", name)
    before = sorted(tmp_path.rglob("*"))
    reading = read_folder(tmp_path / "dossier")
    hidden = name.startswith(".")
    assert [article.path for article in reading.articles] == ([] if hidden else [name])
    assert sorted(tmp_path.rglob("*")) == before
    message = Skipped(name, Reason.EMPTY).message("fr")
    assert message.isprintable()
    assert "\u202e" not in message


def test_a_name_that_is_no_unicode_is_named(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xe9t\xe9.txt"
    with open(name, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(b"Texte")
    assert [(skipped.path, skipped.reason) for skipped in scan(tmp_path).skipped] == [("\\xe9t\\xe9.txt", Reason.NAME)]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_said_in_both_languages(reason: Reason) -> None:
    french, english = (Skipped("dossier/a.txt", reason).message(language) for language in ("fr", "en"))
    assert french.startswith("dossier/a.txt : ")
    assert english.startswith("dossier/a.txt: ")
    assert french != english
