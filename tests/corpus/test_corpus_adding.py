"""Files that readers bring: whatever they are called and hold, nothing is overwritten and nothing leaves the folder."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.corpus import Reason, read_folder, scan
from sourcier.corpus.adding import MOST_FILES, NAME_LENGTH, SUBFOLDER, Offered, Outcome, add_files, safe_name
from sourcier.corpus.removing import TRASH, put_back, set_aside
from sourcier.corpus.scanning import suffix_of
from sourcier.errors import FileUnwritable

FERRY = (
    "Le bac de Morlande a repris son service lundi, après six semaines d'arrêt. La commune avait commandé une pièce "
    "introuvable en Europe.\n\nLe passeur, Anselme Royer, espère transporter quarante voitures par jour cet été."
)
MILL = (
    "Le moulin de Brévaux sera restauré par une association de quinze bénévoles. La roue date de 1811 et tournera de "
    "nouveau au printemps.\n\nLa présidente, Solène Hardouin, cherche encore huit mille euros."
)
HOSTILE = (
    "../../etc/cron.d/evil.txt",
    "..\\..\\windows\\evil.txt",
    "/etc/passwd.txt",
    ".hidden.txt",
    "...txt",
    "<img src=x onerror=alert(1)>.txt",
    "li\nne\t.txt",
    "\u202etxt.evil.txt",
    "é" * 300 + ".txt",
    "😀.txt",
    "quote\"'`$(id).txt",
    "con:aux?.txt",
    " .txt",
    "\ud800.txt",
)


def offered(folder: Path, name: str, content: str | bytes = FERRY) -> Offered:
    place = folder / f"upload-{len(list(folder.iterdir()))}"
    place.write_bytes(content.encode() if isinstance(content, str) else content)
    return Offered(name, place)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "dossier"


@pytest.fixture
def brought(tmp_path: Path) -> Path:
    place = tmp_path / "brought"
    place.mkdir()
    return place


def add(folder: Path, *files: Offered, known: dict[str, str] | None = None) -> list[Outcome]:
    return list(add_files(folder, files, (known or {}).get))


@pytest.mark.parametrize("device", ["NUL", "con", "PRN", "Aux", "COM1", "lpt9", "com¹", "conout$"])
@pytest.mark.parametrize("rest", ["", ".txt", ".html", ".tar.md", " .pdf", f"{' ' * NAME_LENGTH}x.txt"])
def test_a_device_of_windows_is_no_file_name(device: str, rest: str) -> None:
    name = safe_name(device + rest)
    assert name.partition(".")[0].strip().lower() != device.lower()
    assert suffix_of(name) == suffix_of(device + rest)
    assert safe_name(name) == name
    assert safe_name("contrat.txt") == "contrat.txt"


@given(st.text(max_size=300) | st.sampled_from(HOSTILE))
def test_a_safe_name_is_one_visible_plain_part_with_the_same_suffix(written: str) -> None:
    name = safe_name(written)
    assert Path(name).name == name
    assert name.isprintable()
    assert not name.startswith(".")
    assert not name.endswith((" ", "."))
    assert 0 < len(name.encode()) <= NAME_LENGTH
    assert safe_name(name) == name
    if suffix_of(name):
        assert written.lower().rstrip("/\\").endswith(suffix_of(name)) or not written.isprintable()


@pytest.mark.usefixtures("reading_apart")
def test_hostile_names_stay_in_the_subfolder_and_are_read(folder: Path, brought: Path) -> None:
    texts = [FERRY.replace("six", str(number)) for number in range(len(HOSTILE))]
    outcomes = add(folder, *(offered(brought, name, text) for name, text in zip(HOSTILE, texts, strict=True)))
    kept = [outcome.path for outcome in outcomes]
    assert all(path is not None and path.startswith(f"{SUBFOLDER}/") for path in kept)
    assert sorted(scan(folder).files) == sorted(str(path) for path in kept)
    assert len(set(kept)) == len(HOSTILE)
    assert {path.name for path in folder.parent.iterdir()} == {"brought", "dossier"}
    for outcome in outcomes:
        assert len(outcome.message("fr").splitlines()) == 1


def test_the_same_name_never_overwrites_and_the_new_one_is_told(folder: Path, brought: Path) -> None:
    add(folder, offered(brought, "bac.txt"))
    [second] = add(folder, offered(brought, "bac.txt", MILL))
    assert second.path == f"{SUBFOLDER}/bac (2).txt"
    assert "bac (2).txt" in second.message("fr")
    assert (folder / SUBFOLDER / "bac.txt").read_text("utf-8") == FERRY


def test_a_text_that_is_there_already_is_named_and_not_kept(folder: Path, brought: Path) -> None:
    first, again = add(folder, offered(brought, "bac.txt"), offered(brought, "copie.txt"))
    assert (first.path, again.path) == (f"{SUBFOLDER}/bac.txt", None)
    assert (
        again.message("fr")
        == f"copie.txt : doublon de « {first.new[0]} », qui est déjà là ; le fichier n'est pas gardé."
    )
    assert again.message("en").startswith("copie.txt: duplicate of")
    assert scan(folder).files == (f"{SUBFOLDER}/bac.txt",)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, Reason.BINARY),
        ("programme.exe", FERRY, Reason.UNSUPPORTED),
        ("vide.txt", "", Reason.EMPTY),
        ("faux.pdf", b"%PDF-1.7 nothing", Reason.DAMAGED),
        ("gros.txt", b"a" * 20_000_001, Reason.TOO_LARGE),
    ],
)
def test_what_is_no_article_is_refused_with_the_reason(
    folder: Path, brought: Path, name: str, content: str | bytes, reason: Reason
) -> None:
    [outcome] = add(folder, offered(brought, name, content))
    assert outcome.path is None
    assert outcome.message("fr") == f"{name} : refusé, {reason.value[0]}."
    assert outcome.message("en") == f"{name}: refused, {reason.value[1]}."
    assert scan(folder).files == ()


def test_an_archive_is_kept_whole_with_what_is_new_in_it_counted(folder: Path, brought: Path) -> None:
    packed = brought / "lot"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("bac.txt", FERRY)
        archive.writestr("moulin.txt", MILL)
    add(folder, offered(brought, "bac.txt"))
    known = dict.fromkeys(_ids(folder), "Le bac")
    [outcome] = add(folder, Offered("lot.zip", packed), known=known)
    assert outcome.path == f"{SUBFOLDER}/lot.zip"
    assert (len(outcome.new), len(outcome.known)) == (1, 1)
    assert "1 y étaient déjà" in outcome.message("fr")


def test_no_more_than_a_number_of_files_at_a_time(folder: Path, brought: Path) -> None:
    one = offered(brought, "photo.png", b"no")
    outcomes = add(folder, *[one] * (MOST_FILES + 1))
    assert outcomes[-1].message("fr").endswith(f"pas plus de {MOST_FILES} fichiers à la fois ; apportez-le ensuite.")
    assert len(outcomes) == MOST_FILES + 1


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path, brought: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(FileUnwritable):
        add(tmp_path / "file", offered(brought, "bac.txt"))


def test_a_file_set_aside_is_hidden_from_the_index_and_comes_back(folder: Path, brought: Path) -> None:
    add(folder, offered(brought, "bac.txt"))
    moved = set_aside(folder, [f"{SUBFOLDER}/bac.txt"])
    assert [each.trash for each in moved] == [f"{TRASH}/{SUBFOLDER}/bac.txt"]
    assert scan(folder).files == ()
    add(folder, offered(brought, "bac.txt", MILL))
    assert put_back(folder, moved) == (f"{SUBFOLDER}/bac (2).txt",)
    assert len(scan(folder).files) == 2
    assert put_back(folder, moved) == ()


def test_of_an_article_with_a_file_of_its_own_the_archive_is_left(folder: Path) -> None:
    folder.mkdir()
    (folder / "bac.txt").write_text(FERRY, "utf-8")
    with zipfile.ZipFile(folder / "lot.zip", "w") as archive:
        archive.writestr("a/bac.txt", FERRY)
        archive.writestr("moulin.txt", MILL)
    assert [each.path for each in set_aside(folder, ["lot.zip/a/bac.txt", "bac.txt"])] == ["bac.txt"]
    assert [each.path for each in set_aside(folder, ["lot.zip/a/bac.txt"])] == ["lot.zip"]
    assert set_aside(folder, ["lot.zip/a/bac.txt"]) == ()


def test_nothing_out_of_the_folder_is_moved(folder: Path, tmp_path: Path) -> None:
    folder.mkdir()
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "lien.txt").symlink_to(tmp_path / "secret.txt")
    assert set_aside(folder, ["../secret.txt", "lien.txt", str(tmp_path / "secret.txt")]) == ()
    assert (tmp_path / "secret.txt").read_text() == "secret"


def _ids(folder: Path) -> list[str]:
    return [article.id for article in read_folder(folder).articles]
