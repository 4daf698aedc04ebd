"""`sourcier add`: what is saved, what is said, and the exit code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result
from web import Web, web

from sourcier.cli import add
from sourcier.corpus import read_folder
from sourcier.corpus.fetching import fetch
from sourcier.corpus.unfetched import NoAddress, NoFolder
from sourcier.errors import FileUnreadable

Call = Callable[..., Result]


@pytest.fixture
def site() -> Iterator[Web]:
    with web() as found:
        yield found


@pytest.fixture
def call(site: Web, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Call:
    """Call `sourcier add …` from an empty folder, in the little Internet of the tests."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(add, "fetch", partial(fetch, reach=site.reach()))
    return lambda *arguments: CliRunner().invoke(add.app, [str(argument) for argument in arguments])


def test_pages_come_into_the_folder_and_are_read(call: Call, site: Web, tmp_path: Path) -> None:
    result = call(site.url("/page"), site.url("/texte"), "--to", "dossier")
    assert result.exit_code == 0
    assert result.stdout.split() == [str(path.relative_to(tmp_path)) for path in sorted(tmp_path.glob("dossier/*"))]
    assert {article.url for article in read_folder(tmp_path / "dossier").articles} == {
        site.url("/page"),
        site.url("/texte"),
    }


def test_the_folder_is_that_of_the_settings(call: Call, site: Web, tmp_path: Path) -> None:
    (tmp_path / "sourcier.toml").write_text('articles = "miens"')
    assert call(site.url("/page")).exit_code == 0
    assert len(list((tmp_path / "miens").iterdir())) == 1


def test_one_that_fails_is_named_and_the_others_come(call: Call, site: Web, tmp_path: Path) -> None:
    result = call(site.url("/absente"), site.url("/page"), site.url("/vers-ici"), "--to", "dossier")
    assert result.exit_code == 3
    assert [line.split(" : ")[0] for line in result.stderr.splitlines()] == [
        site.url("/absente"),
        site.url("/vers-ici"),
    ]
    assert len(list((tmp_path / "dossier").iterdir())) == 1
    assert call(site.url("/absente"), "--to", "dossier").exit_code == 1


def test_addresses_may_come_from_a_file(call: Call, site: Web, tmp_path: Path) -> None:
    lines = ["# La revue du jour", "", f"  {site.url('/page')}", site.url("/page"), site.url("/texte")]
    (tmp_path / "adresses.txt").write_text("\r\n".join(lines), "utf-8-sig")
    assert call("--list", "adresses.txt", "--to", "dossier").exit_code == 0
    assert [path for _, path in site.asked] == ["/page", "/texte"]


def test_what_is_missing_is_said_before_anything_is_asked(call: Call, site: Web, tmp_path: Path) -> None:
    (tmp_path / "vide.txt").write_text("# rien\n")
    cases = [
        (("--to", "dossier"), NoAddress),
        (("--list", "vide.txt", "--to", "dossier"), NoAddress),
        (("--list", "absent.txt", "--to", "dossier"), FileUnreadable),
        ((site.url("/page"),), NoFolder),
    ]
    for arguments, error in cases:
        assert isinstance(call(*arguments).exception, error)
    assert site.asked == []
