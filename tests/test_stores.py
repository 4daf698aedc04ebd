"""What a store may be called, and what is never repeated of an address."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sourcier.errors import BadSettings, BadStoreAddress
from sourcier.settings import load_settings
from sourcier.stores import Server, parse_store


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("dossier.index", Path("dossier.index")),
        (Path("/srv/http/index"), Path("/srv/http/index")),
        ("http.index", Path("http.index")),
        ("http://localhost:8123/presse", Server("http", "localhost", 8123, "presse")),
        ("HTTP://Rédaction.example/presse_locale-2/", Server("http", "rédaction.example", 8000, "presse_locale-2")),
        ("https://index.example/presse", Server("https", "index.example", 443, "presse")),
        ("http://[::1]:8000/presse", Server("http", "::1", 8000, "presse")),
    ],
)
def test_a_folder_or_an_address(written: str | Path, expected: Path | Server) -> None:
    assert parse_store(written) == expected
    assert parse_store(expected) == expected


@pytest.mark.parametrize(
    "written",
    [
        "http://",
        "http:///presse",
        "http://localhost:8000",
        "http://localhost:8000/",
        "http://localhost:8000/pr",
        "http://localhost:8000/" + "p" * 63,
        "http://localhost:8000/presse.2",
        "http://localhost:8000/-presse",
        "http://localhost:8000/présse",
        "http://localhost:8000/presse/locale",
        "http://localhost:99999/presse",
        "http://localhost:port/presse",
        "http://[::1/presse",
        "http:/localhost/presse",
        "http://localhost/presse?api=2",
    ],
)
def test_an_address_that_is_none_is_refused(written: str) -> None:
    with pytest.raises(BadStoreAddress, match="http://HÔTE:PORT/NOM") as refusal:
        parse_store(written)
    assert refusal.value.exit_code == 2


SECRET = st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=6)


@given(SECRET)
def test_a_secret_in_an_address_is_refused_and_not_repeated(secret: str) -> None:
    name = f"clef-{secret}-clef"
    for written in (
        f"http://anne:{name}@index.example/presse",
        f"http://{name}@index.example:8000/presse",
        f"http://anne:{name}/{name}@index.example/presse",
        f"http://anne:{name}@index.example:port/presse",
        f"https://index.example/presse?token={name}",
        f"https://index.example/presse#{name}",
    ):
        with pytest.raises(BadStoreAddress) as refusal:
            parse_store(written)
        assert name not in str(refusal.value) + refusal.value.message("en") + repr(refusal.value)


@given(st.text())
def test_whatever_is_written_is_a_store_or_is_refused_as_a_person_can_read(written: str) -> None:
    for text in (written, f"http://{written}", f"http://localhost:8000/{written}"):
        try:
            store = parse_store(text)
        except BadStoreAddress:
            continue
        if isinstance(store, Server):
            assert parse_store(str(store)) == store


def test_a_store_is_set_in_the_file_and_by_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sourcier.toml").write_text('store = "http://localhost:8000/presse"', "utf-8")
    assert load_settings().store == Server("http", "localhost", 8000, "presse")
    for written, expected in (("{}", Path("{}")), ("http://h:1/vues", Server("http", "h", 1, "vues"))):
        monkeypatch.setenv("SOURCIER_STORE", written)
        assert load_settings().store == expected
    monkeypatch.setenv("SOURCIER_STORE", "http://anne:secret@h/vues")
    with pytest.raises(BadStoreAddress):
        load_settings()
    with pytest.raises(BadSettings, match="store"):
        load_settings(store=5)
