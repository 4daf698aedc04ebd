"""Pages of the web: public addresses alone, however one is sent elsewhere; no answer holds us up or fills us."""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from page_builders import BODY
from web import PAGE, PUBLIC, Web, web

from sourcier.corpus import read_folder
from sourcier.corpus.addresses import is_public, numbers_of
from sourcier.corpus.fetching import Page, fetch
from sourcier.corpus.saving import file_name, save
from sourcier.corpus.unfetched import (
    AddressPrivate,
    AddressRefused,
    FetchError,
    HostUnknown,
    PageElsewhere,
    PageMissing,
    PageTooLarge,
    PageTooSlow,
    PageUnreachable,
    PageWrongType,
)
from sourcier.errors import FileUnwritable


@pytest.fixture(scope="module")
def site() -> Iterator[Web]:
    with web() as found:
        yield found


NOT_PUBLIC = (
    "127.0.0.1 127.1.2.3 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 "
    "100.127.255.255 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.255.255.250 240.0.0.1 "
    "255.255.255.255 168.63.129.16 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 "
    "64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b:1::8.8.8.8 2002:7f00:1:: 2002:a00:1:: 2002:a9fe:a9fe:: "
    "2001:0:7f00:1:: 2001:db8::1 3fff::1 fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1 ff0e::1 100::1 "
    "5f00::1 4000::1"
).split()


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_only_this_machine_or_its_network_sees_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::"]
)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://localhost/", "http://2130706433/", "http://0x7f.1/", "http://[::1]/"]
)
def test_this_machine_is_refused_by_default_before_anything_is_sent(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*_: object) -> None:
        raise AssertionError("connected")

    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises((AddressPrivate, HostUnknown)) as error:
        fetch(url)
    assert error.value.message("fr").startswith(url)


def test_the_system_names_this_machine() -> None:
    assert "127.0.0.1" in numbers_of("localhost", 80) or "::1" in numbers_of("localhost", 80)


@pytest.mark.parametrize("path", ["/page", "/gzip", "/une", "/ailleurs", "/deux"])
def test_a_page_comes_whole_by_redirections_and_packed(site: Web, path: str) -> None:
    page = fetch(site.url(path), site.reach())
    assert (page.data, page.kind, page.charset) == (PAGE, "text/html", "utf-8")
    assert page.asked == site.url(path)
    host = "gazette.example" if path == "/ailleurs" else "phare.example"
    assert page.url == site.url(path if path in ("/page", "/gzip") else "/page", host)
    assert site.asked[-1] == (f"{host}:{site.port}", f"/{page.url.rsplit('/', 1)[1]}")


def test_five_redirections_are_followed_and_no_sixth(site: Web) -> None:
    assert fetch(site.url("/cinq"), site.reach()).data == PAGE
    for path in ("/six", "/boucle"):
        with pytest.raises(PageElsewhere):
            fetch(site.url(path), site.reach())


@pytest.mark.parametrize("path", ["/vers-ici", "/vers-nom-d-ici", "/vers-metadonnees", "/vers-ipv6", "/vers-entier"])
def test_a_redirection_to_a_private_machine_is_not_followed(site: Web, path: str) -> None:
    before = len(site.asked)
    with pytest.raises(AddressPrivate):
        fetch(site.url(path), site.reach())
    assert site.asked[before:] == [(f"phare.example:{site.port}", path)]


def test_every_address_of_a_name_must_be_public(site: Web) -> None:
    before = len(site.asked)
    for host in ("double.example", "interne.example"):
        with pytest.raises(AddressPrivate):
            fetch(site.url("/page", host), site.reach())
    assert site.asked[before:] == []


def test_a_name_that_changes_between_two_look_ups_changes_nothing(site: Web) -> None:
    """The number checked is the number connected to: the name is looked up once for each address on the way."""
    looked_up: list[str] = []

    def numbers(host: str, port: int) -> list[str]:
        looked_up.append(host)
        return [PUBLIC] if looked_up.count(host) == 1 else ["127.0.0.1"]

    assert fetch(site.url("/page"), replace(site.reach(), numbers_of=numbers)).data == PAGE
    assert looked_up == ["phare.example"]


def test_the_next_machine_of_a_name_is_asked_when_one_is_down(site: Web) -> None:
    reach = replace(site.reach(), numbers_of=lambda *_: ["::1", PUBLIC], allows=lambda _: True)
    assert fetch(site.url("/page"), reach).data == PAGE


WRONG = {
    "/absente": PageMissing,
    "/payante": PageMissing,
    "/panne": PageMissing,
    "/sans-cible": PageMissing,
    "/image": PageWrongType,
    "/sans-type": PageWrongType,
    "/type-etrange": PageWrongType,
    "/brotli": PageWrongType,
    "/faux-gzip": PageUnreachable,
    "/gzip-coupe": PageUnreachable,
    "/longueur": PageUnreachable,
    "/coupee": PageUnreachable,
    "/bruit": PageUnreachable,
    "/vide": PageUnreachable,
    "/vers-fichier": AddressRefused,
    "/vers-secret": AddressRefused,
    "/vers-rien": HostUnknown,
    "/bombe": PageTooLarge,
    "/enorme": PageTooLarge,
    "/sans-fin": PageTooLarge,
    "/goutte": PageTooSlow,
    "/goutte-tete": PageTooSlow,
    "/silence": PageTooSlow,
}


@pytest.mark.parametrize("path", WRONG)
def test_an_answer_that_is_no_page_is_one_sentence_in_time(site: Web, path: str) -> None:
    started = time.monotonic()
    with pytest.raises(FetchError) as error:
        fetch(site.url(path), site.reach(seconds=1 if WRONG[path] is PageTooSlow else 20))
    assert type(error.value) is WRONG[path]
    assert time.monotonic() - started < 10
    for language in ("fr", "en"):
        message = error.value.message(language)
        assert message.startswith(site.url(path))
        assert message.isprintable()
        assert "secret" not in message.removeprefix(site.url(path))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "phare.example/page",
        "ftp://phare.example/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http:///page",
        "http://[::1",
        "http://nom:motdepasse@phare.example/",
        "http://phare.example:99999/",
        "http://xn--/",
        "http://a\nb/",
        "//phare.example/",
    ],
)
def test_what_is_no_address_is_refused_without_its_password(site: Web, url: str) -> None:
    with pytest.raises(FetchError) as error:
        fetch(url, site.reach())
    message = error.value.message("fr")
    assert message.isprintable()
    assert "motdepasse" not in message


def test_an_unknown_name_is_said() -> None:
    with pytest.raises(HostUnknown, match=re.escape("sourcier-absent.invalid")):
        fetch("http://sourcier-absent.invalid/page")


def test_the_certificate_is_asked_for_by_name() -> None:
    """The server sees the name though it is connected to by number; without a certificate there is no page."""
    names: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.sni_callback = lambda _socket, name, _context: names.append(name)
    with socket.create_server((PUBLIC, 0)) as server:

        def greet() -> None:
            connection, _ = server.accept()
            with connection:
                try:
                    context.wrap_socket(connection, server_side=True)
                except OSError:
                    return

        thread = threading.Thread(target=greet, daemon=True)
        thread.start()
        reach = replace(Web(0).reach(), allows=lambda number: number == PUBLIC)
        with pytest.raises(PageUnreachable):
            fetch(f"https://phare.example:{server.getsockname()[1]}/", reach)
        thread.join(10)
    assert names == ["phare.example"]


def test_no_proxy_is_used(site: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(site.url("/page"), site.reach()).data == PAGE


def test_a_saved_page_is_read_with_its_address(site: Web, tmp_path: Path) -> None:
    for path in ("/une", "/texte", "/json"):
        save(fetch(site.url(path), site.reach()), tmp_path)
    articles = {article.url: article for article in read_folder(tmp_path).articles}
    assert articles[site.url("/page")].text.split("\n\n") == list(BODY)
    assert articles[site.url("/texte")].text == "Le pont a rouvert, été comme hiver."
    assert articles[None].text == "Le pont a rouvert."
    assert all(re.fullmatch(r"[\w.-]+", path.name) for path in tmp_path.iterdir())


def test_a_pdf_and_an_export_stay_as_published(site: Web, tmp_path: Path) -> None:
    for path, suffix in (("/pdf", ".pdf"), ("/json", ".json")):
        page = fetch(site.url(path), site.reach())
        saved = save(page, tmp_path)
        assert (saved.suffix, saved.read_bytes()) == (suffix, page.data)


def test_the_same_address_takes_the_place_of_its_file_and_of_no_other(tmp_path: Path) -> None:
    first = Page("https://phare.example/a?id=1", "https://phare.example/a?id=1", "text/html", None, b"un")
    second = replace(first, asked="https://phare.example/a?id=2")
    paths = [save(page, tmp_path) for page in (first, second, replace(first, data=b"deux"), first)]
    assert len(set(paths)) == 2
    assert sorted(tmp_path.iterdir()) == sorted(set(paths))
    assert file_name(replace(first, asked=f"{first.asked}#suite")) == file_name(first)


ODD_ADDRESSES = [
    "https://phare.example/../../etc/passwd",
    "https://phare.example/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "https://phare.example/a%00b%0Ac",
    "https://phare.example/" + "é" * 400,
    "https://phare.example/" + "例" * 400,
    "https://phare.example/%E2%80%AEtxt.exe",
    "https://phare.example/<img src=x>?a=|;&$(touch x)",
    "https://phare.example/%ff%fe",
    "https://phare.example",
    "https://www.phare.example/politique/2024/06/28/le-pont-rouvre.html",
]


@pytest.mark.parametrize("url", ODD_ADDRESSES)
def test_odd_addresses_make_safe_names(url: str, tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    saved = save(Page(url, "https://phare.example/", "text/html", "utf-8", PAGE), folder)
    assert saved.parent == folder
    assert [saved] == list(folder.iterdir())
    assert list(tmp_path.iterdir()) == [folder]
    assert re.fullmatch(r"phare\.example[\w.-]*-u[0-9a-f]{8}\.mhtml", saved.name)
    assert len(saved.name.encode()) < 150
    assert [article.path for article in read_folder(folder).articles] == [saved.name]


def test_a_name_says_the_site_and_the_path() -> None:
    page = Page(ODD_ADDRESSES[-1], ODD_ADDRESSES[-1], "text/html", None, b"")
    assert file_name(page).startswith("phare.example-politique-2024-06-28-le-pont-rouvre.html-u")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    page = Page("https://phare.example/a", "https://phare.example/a", "text/html", None, b"un")
    (tmp_path / "fichier").write_text("")
    for folder in (tmp_path / "fichier", tmp_path / "absent" / "absent"):
        with pytest.raises(FileUnwritable):
            save(page, folder)
